"""What a form sent: its fields by name, within bounds."""

from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request

from bot.catalogue import Catalogue, Theme
from bot.conversations.form_fields import Field, as_typed
from bot.questionnaire import remark_id

FIELDS_LIMIT = 200
CODE_LIMIT = 200


async def sent_fields(request: Request) -> dict[str, str]:
    """The fields, the last of each name; raises HTTPException: 400 for what no form sends, 413 for too much."""
    if request.headers.get("content-type", "").partition(";")[0].strip() != "application/x-www-form-urlencoded":
        raise HTTPException(400)
    try:
        body = (await request.body()).decode("ascii")
        return dict(parse_qsl(body, keep_blank_values=True, max_num_fields=FIELDS_LIMIT, errors="strict"))
    except ValueError as error:  # not ASCII, not UTF-8 once unquoted, or too many
        raise HTTPException(400) from error


def questions_of(theme: Theme) -> list[str]:
    """What the page of a theme asks, in order: its questions, then anything else."""
    return [*(each.id for each in theme.questions), remark_id(theme.id)]


def answer_fields(sent: dict[str, str], theme: Theme) -> tuple[Field, ...]:
    """The fields of answers that the page had; one that was not sent is left as it is."""
    return tuple(
        Field(
            question=each,
            text=as_typed(sent.get(f"answer.{each}", "")),
            seen=sent.get(f"seen.{each}", ""),
            erase=f"erase.{each}" in sent,
        )
        for each in questions_of(theme)
        if f"answer.{each}" in sent or f"erase.{each}" in sent
    )


def profile_fields(sent: dict[str, str], catalogue: Catalogue) -> dict[str, str]:
    """The groups in which something else was ticked than what the page was made with."""
    groups = {each.group for each in catalogue.profiles}
    ticked = {group: sent[f"profile.{group}"] for group in sorted(groups) if f"profile.{group}" in sent}
    return {group: chosen for group, chosen in ticked.items() if chosen != sent.get(f"was.{group}", "")}


def code_field(sent: dict[str, str]) -> str:
    return sent.get("receipt", "").strip()[:CODE_LIMIT]
