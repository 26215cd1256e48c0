"""The menu: the themes, each with how far it is, and what one can do besides."""

from bot.catalogue import Theme, Webinar
from bot.conversations.availability import availability
from bot.conversations.choices import offer
from bot.conversations.turn import Reply, Turn
from bot.conversations.webinars import links_of, webinar_text
from bot.questionnaire import is_complete, progress


def menu(turn: Turn) -> Reply:
    """The themes, each with how far it is, and the webinars to come that belong to none."""
    state, states = availability(turn), turn.states
    first = {"open": _theme_choices, "withdrawn": _take_back}.get(state, _nothing)(turn, states)
    return Reply(
        kind="menu",
        text=_menu_text(turn, state, states),
        choices=[*first, *offer(turn, _menu_choices(turn, states))],
        links=[link for each in _to_come(turn) for link in _links(turn, each)],
        opens=True,
    )


def _menu_text(turn: Turn, state: str, states: dict[str, str]) -> str:
    webinars = webinar_text(turn.catalogue, _to_come(turn), lang=turn.lang, now=turn.clock.now())
    sentence = turn.phrases.say(f"bot.menu.{_menu_situation(turn, state, states)}")
    return f"{webinars}\n\n{sentence}" if webinars else sentence


def _to_come(turn: Turn) -> list[Webinar]:
    """The webinars of no theme that are not over: the menu is seen many times."""
    return [each for each in turn.catalogue.webinars_for(None) if each.phase(turn.clock.now()) != "after"]


def _links(turn: Turn, webinar: Webinar) -> list[dict[str, str]]:
    return links_of(turn.catalogue, webinar, lang=turn.lang, now=turn.clock.now())


def _menu_situation(turn: Turn, state: str, states: dict[str, str]) -> str:
    if state != "open":
        return state
    if all(is_complete(each, states) for each in _open_themes(turn)):
        return "all_done"
    return "next" if states else "first"


def _open_themes(turn: Turn) -> list[Theme]:
    return [each for each in turn.catalogue.themes if each.state == "open"]


def _nothing(_turn: Turn, _states: dict[str, str]) -> list[dict[str, str]]:
    return []


def _take_back(turn: Turn, _states: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": "yes", "label": turn.phrases.say("bot.take_back")}]


def _theme_choices(turn: Turn, states: dict[str, str]) -> list[dict[str, str]]:
    return [{"id": f"theme:{each.id}", "label": _theme_label(turn, each, states)} for each in _open_themes(turn)]


def _theme_label(turn: Turn, theme: Theme, states: dict[str, str]) -> str:
    done = progress(theme, None, states)
    how_far = "all" if is_complete(theme, states) else "some" if done.answered else "none"
    return turn.phrases.say(
        f"bot.theme_label.{how_far}", title=theme.title[turn.lang], answered=done.answered, total=done.total
    )


def _menu_choices(turn: Turn, states: dict[str, str]) -> list[str]:
    others = [f"lang:{each}" for each in turn.catalogue.languages if each != turn.lang]
    own = ["recap", "receipt"] if states else []
    return ["webinars", *own, *others, "help"]
