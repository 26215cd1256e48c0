"""What is open for the citizen now: one message a position, with the choices that make sense there."""

from collections.abc import Callable
from dataclasses import replace

from bot.conversations import choices
from bot.conversations.choices import offer
from bot.conversations.copies import with_copies
from bot.conversations.menu import menu
from bot.conversations.turn import Reply, Turn
from bot.probing import may_be_quoted
from bot.questionnaire import previous_question, progress
from bot.storage import answers

NOT_A_CONTROL = frozenset(("", "open_answer", "was_meant_as_reply", "affirm", "deny"))


def present(turn: Turn) -> None:
    """Adds the open prompt: after a digression exactly this, and once."""
    prompt = PROMPTS[turn.conversation.mode](turn)
    turn.replies.append(replace(prompt, choices=[*prompt.choices, *_way_back(turn)]))


def _way_back(turn: Turn) -> list[dict[str, str]]:
    """After a control read in free text: one tap says that it was an answer, or a remark."""
    said = turn.message
    if said is None or said.choice or said.receipt_of is not None or turn.understanding.intent in NOT_A_CONTROL:
        return []
    answering = turn.meant.expects_answer or turn.meant.mode == "idea"
    if not answering and not turn.understanding.doubtful:
        return []
    claim = offer(turn, [f"was_answer:{said.seq}"])
    if turn.understanding.intent == "was_not_reply":  # else "that was my answer" would name two texts
        claim[0]["label"] = turn.phrases.say("bot.claim_last")
    return claim


def current_progress(turn: Turn) -> dict[str, str | int] | None:
    theme = turn.theme
    return progress(theme, turn.conversation.question, turn.states).as_dict() if theme else None


def question(turn: Turn) -> Reply:
    """The open question, with where it stands in its theme."""
    asked = turn.catalogue.question(turn.conversation.question or "")
    states = turn.states
    theme = turn.catalogue.theme_of(asked.id)
    back = ["back"] if previous_question(theme, states, asked.id) else []
    first = "keep" if states.get(asked.id) == "given" else "skip"
    return Reply(
        kind="question",
        text=asked.question[turn.lang],
        asked=asked.id,
        progress=progress(theme, asked.id, states).as_dict(),
        choices=offer(turn, [first, *back, "why", "themes", "help"]),
        opens=True,
    )


def probe(turn: Turn) -> Reply:
    """The question's probe, after the citizen's own words where these may be said back."""
    asked = turn.catalogue.question(turn.conversation.question or "")
    said = _said(turn, asked.id)
    lines = [turn.phrases.say("bot.you_wrote", words=said)] if said else []
    _end_the_wait(turn)
    return Reply(
        kind="probe",
        text="\n".join([*lines, asked.probe[turn.lang]]),
        asked=asked.id,
        progress=current_progress(turn),
        choices=offer(turn, ["skip", "back", "why", "themes", "help"]),
        quotes=[asked.id] if said else (),
        opens=True,
    )


def _end_the_wait(turn: Turn) -> None:
    """A probe that waited for a silence becomes the open prompt only now that it is shown."""
    if turn.conversation.probe_at is not None:
        turn.conversation.probe_at, turn.moved = None, True


def _said(turn: Turn, question: str) -> str | None:
    answer = answers.find(turn.session, turn.conversation, question)
    said = answers.words(answer) if answer else None
    return said if said and may_be_quoted(said, turn.catalogue.words("answers.unquoted")) else None


def provisional(turn: Turn) -> Reply:
    """Was that the answer, or what it may have asked for? The question stays open meanwhile."""
    guess = (turn.conversation.pending or {}).get("choice")
    rather = [_rather(turn, each) for each in offer(turn, [guess] if guess else [])]
    return Reply(
        kind="confirm",
        text=turn.phrases.say("bot.provisional"),
        progress=current_progress(turn),
        choices=[*offer(turn, ["yes", "no"]), *rather],
        opens=True,
    )


def _rather(turn: Turn, choice: dict[str, str]) -> dict[str, str]:
    return {**choice, "label": turn.phrases.say("bot.rather", request=choice["label"])}


def idea(turn: Turn) -> Reply:
    """Another idea, before the theme ends?"""
    return Reply(
        kind="confirm",
        text=turn.phrases.say("bot.idea"),
        progress=current_progress(turn),
        choices=[{"id": "no", "label": turn.phrases.say("bot.finish_theme")}, *offer(turn, ["back", "recap"])],
        opens=True,
    )


def confirm(turn: Turn) -> Reply:
    """A yes or no about what `pending` says, or which of several answers."""
    pending = turn.conversation.pending or {}
    about = pending.get("about", "withdraw")
    which = [f"{about.removeprefix('which_')}:{each}" for each in pending.get("among", ())]
    never_mind = {"id": "no", "label": turn.phrases.say("bot.never_mind")}
    offered = [*offer(turn, which), never_mind] if which else _yes_or_no(turn, about)
    return Reply(kind="confirm", text=_to_confirm(turn, about), choices=offered, opens=True)


def _yes_or_no(turn: Turn, about: str) -> list[dict[str, str]]:
    """Taking a withdrawal back comes right after a yes, on the same screen: a double tap must not undo it."""
    if about != "regret":
        return offer(turn, ["yes", "no"])
    labels = {"no": "bot.leave_withdrawn", "yes": "bot.take_back"}
    return [{"id": each, "label": turn.phrases.say(key)} for each, key in labels.items()]


def _to_confirm(turn: Turn, about: str) -> str:
    pending = turn.conversation.pending or {}
    question = pending.get("question")
    what = choices.label(f"erase:{question}", turn.catalogue, turn.lang) if question else ""
    told = {each: pending[each] for each in ("theme", "count", "date") if each in pending}
    days = turn.catalogue.notice.backup_days
    text = turn.phrases.say(f"bot.confirm.{about}", days=days, what=what, **told)
    return with_copies(turn, text) if about == "withdraw" else text


def profile(turn: Turn) -> Reply:
    """Who answers, asked once: the public, then in one's own name or an organisation's."""
    group = (turn.conversation.pending or {}).get("about", "public")
    ids = [f"profile:{each.id}" for each in turn.catalogue.profiles if each.group == group]
    return Reply(
        kind="profile", text=turn.phrases.say(f"bot.profile.{group}"), choices=offer(turn, [*ids, "skip"]), opens=True
    )


PROMPTS: dict[str, Callable[[Turn], Reply]] = {
    "menu": menu,
    "question": question,
    "probe": probe,
    "provisional": provisional,
    "idea": idea,
    "confirm": confirm,
    "profile": profile,
}
