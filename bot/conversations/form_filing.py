"""Files a submitted form as if each changed field had been an answer in the chat; the chat then goes on from there."""

from collections.abc import Sequence

from bot.conversations.deciding import erase_answer
from bot.conversations.exchanges import Exchanges
from bot.conversations.filing import file_remark, file_words, settle
from bot.conversations.form_fields import Field, Submission, SubmissionRefused, decide, fault_of
from bot.conversations.keys import Keys
from bot.conversations.labelling import label
from bot.conversations.masking import Masked, without_codes
from bot.conversations.prompts import present
from bot.conversations.steps import go_on, is_open
from bot.conversations.turn import Reply, Turn
from bot.questionnaire import Position, is_remark, progress
from bot.storage import answers
from bot.storage.models import Answer

Decided = Sequence[tuple[Field, str]]
CHANGES = frozenset({"write", "erase", "settle"})
FAULTS = frozenset({"changed_elsewhere", "erase_and_write"})


def decided(exchanges: Exchanges, submission: Submission, keys: Keys) -> Decided:
    """What is to be done about each field; raises SubmissionRefused with everything that is wrong."""
    found = [(sent, _of_one(exchanges, sent, keys)) for sent in submission.fields]
    faults = {sent.question: what for sent, what in found if what in FAULTS}
    for sent, what in found:
        if what == "write" and (fault := _fault(exchanges, sent, keys)):
            faults[sent.question] = fault
    if faults:
        raise SubmissionRefused(faults)
    return found


def _of_one(exchanges: Exchanges, sent: Field, keys: Keys) -> str:
    known = answers.find(exchanges.session, exchanges.conversation, sent.question)
    return decide(sent, known, keys.digest_of_field)


def _fault(exchanges: Exchanges, sent: Field, keys: Keys) -> str | None:
    if fault := fault_of(sent.text, exchanges.catalogue):
        return fault
    return "only_a_code" if _masked(exchanges, sent.text, keys).receipt_of is not None else None


def _masked(exchanges: Exchanges, text: str, keys: Keys) -> Masked:
    return without_codes(exchanges.session, text, keys)


def check_open(turn: Turn, submission: Submission) -> None:
    """Raises SubmissionRefused unless answers to the theme are taken now; erasing one's words always is."""
    theme = turn.catalogue.theme(submission.theme)
    if not is_open(turn, theme):
        raise SubmissionRefused(reason="not_open")


def file_submission(exchanges: Exchanges, submission: Submission, found: Decided, keys: Keys) -> None:
    """Files what was decided, in the order of the page, and shows the chat what is open now."""
    for sent, what in found:
        if what == "write":
            _write(exchanges, submission.theme, sent, _masked(exchanges, sent.text, keys).text)
        elif what == "erase":
            _erase(exchanges, sent)
        elif what == "settle":
            settle(turn := exchanges.turn(), _answer(turn, sent.question))
            exchanges.erased = exchanges.erased or turn.erased
    changed = [sent.question for sent, what in found if what in CHANGES]
    if _note_profile(exchanges, submission) or changed:
        _go_on(exchanges, submission, changed)


def _write(exchanges: Exchanges, theme: str, sent: Field, text: str) -> None:
    remark = is_remark(sent.question)
    said = exchanges.said(
        text=text,
        mode="idea" if remark else "question",
        theme=theme,
        question=None if remark else sent.question,
    )

    def file(turn: Turn) -> None:
        if remark:
            answer = file_remark(turn, theme=theme, keep_parts=False)
        else:
            answer = file_words(turn, question=sent.question, keep_parts=False)
        label(turn, answer, otherwise=exchanges.lang)

    exchanges.add(said, file, asked=_asked(exchanges, sent.question))


def _asked(exchanges: Exchanges, question: str) -> Reply:
    catalogue, lang = exchanges.catalogue, exchanges.lang
    if is_remark(question):
        return Reply(kind="confirm", text=catalogue.phrasebooks[lang].say("form.idea"), lang=lang)
    states = answers.states(exchanges.session, exchanges.conversation)
    return Reply(
        kind="question",
        text=catalogue.question(question).question[lang],
        asked=question,
        progress=progress(catalogue.theme_of(question), question, states).as_dict(),
        lang=lang,
    )


def _erase(exchanges: Exchanges, sent: Field) -> None:
    def erase(turn: Turn) -> None:
        erase_answer(turn, _answer(turn, sent.question))

    exchanges.add(exchanges.said(choice=f"erase:{sent.question}"), erase)


def _answer(turn: Turn, question: str) -> Answer:
    answer = answers.find(turn.session, turn.conversation, question)
    assert answer is not None
    return answer


def _note_profile(exchanges: Exchanges, submission: Submission) -> bool:
    """Whether anything of it changed; nothing more is noted of what is withdrawn."""
    here, groups = exchanges.conversation, {each.id: each.group for each in exchanges.catalogue.profiles}
    told = submission.profile.items() if here.withdrawn_at is None else ()
    changed = [
        (group, chosen)
        for group, chosen in told
        if chosen != (getattr(here, group) or "") and groups.get(chosen, group) == group and (chosen in ("", *groups))
    ]
    for group, chosen in changed:
        _note(exchanges, group, chosen)
    return bool(changed)


def _note(exchanges: Exchanges, group: str, chosen: str) -> None:
    def note(turn: Turn) -> None:
        setattr(turn.conversation, group, chosen or None)
        turn.conversation.profile_asked = True

    asked = exchanges.catalogue.phrasebooks[exchanges.lang].say(f"bot.profile.{group}")
    choice = f"profile:{chosen}" if chosen else "skip"
    exchanges.add(exchanges.said(choice=choice), note, asked=Reply(kind="profile", text=asked, lang=exchanges.lang))


def _go_on(exchanges: Exchanges, submission: Submission, changed: Sequence[str]) -> None:
    """The chat's open prompt once more, or the next one where the form has answered it."""
    turn, here = exchanges.turn(), exchanges.conversation
    turn.leave_what_is_gone()
    turn.say("ack", "bot.form_saved")
    if here.mode == "menu":
        turn.move(Position("menu", theme=submission.theme))
    go_on(turn) if here.question in changed else present(turn)
    exchanges.end(turn)
