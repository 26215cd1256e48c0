"""The public contract, v1: conversations over HTTP."""

from collections.abc import Callable
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StrictInt, StrictStr, model_validator

from bot.catalogue import Catalogue
from bot.channels.web import consultation
from bot.channels.web.export import as_html
from bot.channels.web.language import spoken
from bot.channels.web.stream import event_stream
from bot.conversations.accept import InboundMessage
from bot.conversations.contribution import ShownAnswer, own_copy, shown_answers
from bot.conversations.conversations import Conversations, Opened
from bot.conversations.errors import NoSuchChannel, TokenMissing
from bot.conversations.transcript import ShownMessage

SEQ_LIMIT = 10**9
CreationKey = Annotated[UUID | None, Header(alias="Idempotency-Key")]
CopyFormat = Annotated[Literal["json", "html"], Query(alias="format")]


class Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class NewConversation(Body):
    lang: StrictStr | None = None
    theme: StrictStr | None = None


class NewMessage(Body):
    """`to` is the number of the last bot message its author had seen; `written`, when it was written if earlier."""

    id: UUID
    text: StrictStr | None = None
    choice: StrictStr | None = None
    to: StrictInt | None = None
    written: AwareDatetime | None = None

    @model_validator(mode="after")
    def text_or_choice(self) -> "NewMessage":
        if (self.text is None) == (self.choice is None):
            raise ValueError("text or choice, one of the two")
        return self


class Resumption(Body):
    receipt: Annotated[StrictStr, Field(max_length=200)]


class NewHandOver(Body):
    """`keep`: the conversation stays open here too."""

    keep: bool = False


class HandOver(BaseModel):
    href: str


class StartedConversation(BaseModel):
    id: str
    token: str
    lang: str
    messages: list[ShownMessage]


class AcceptedMessage(BaseModel):
    accepted: int
    messages: list[ShownMessage]


class MessageList(BaseModel):
    messages: list[ShownMessage]


class Receipt(BaseModel):
    receipt: str


router = APIRouter(prefix="/api/v1")


# Asynchronous though they wait for nothing: FastAPI runs a plain function in another thread, at every request.
async def _conversations(request: Request) -> Conversations:
    found: Conversations = request.app.state.conversations
    return found


Held = Annotated[Conversations, Depends(_conversations)]


async def _token(authorization: Annotated[str | None, Header()] = None) -> str:
    """The access token of the request; raises TokenMissing."""
    scheme, _, token = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenMissing
    return token


AccessToken = Annotated[str, Depends(_token)]


async def _opened(conversation: UUID, held: Held, token: AccessToken) -> str:
    """The conversation's id, once its token was shown; raises UnknownConversation, ConversationJoined, TokenRefused."""
    await held.check_token(str(conversation), token)
    return str(conversation)


Mine = Annotated[str, Depends(_opened)]


@router.get("/consultation")
async def describe(request: Request, held: Held) -> consultation.Described:
    return consultation.described(held.catalogue, spoken(request, held.catalogue), held.clock.now())


@router.post("/conversations", status_code=201)
async def begin(request: Request, held: Held, body: NewConversation, key: CreationKey = None) -> StartedConversation:
    lang = body.lang or spoken(request, held.catalogue)
    return _started(await held.begin(lang=lang, theme=body.theme, channel="web", key=str(key) if key else None))


@router.post("/conversations/{conversation}/messages")
async def send(
    conversation: UUID, token: AccessToken, held: Held, body: NewMessage, response: Response
) -> AcceptedMessage:
    inbound = InboundMessage(id=body.id, text=body.text, choice=body.choice, to=body.to, written_at=body.written)
    accepted = await held.send(str(conversation), token, inbound)
    response.status_code = 200 if accepted.complete else 202
    return AcceptedMessage(accepted=accepted.seq, messages=accepted.messages)


@router.get("/conversations/{conversation}/messages")
async def messages(mine: Mine, held: Held, after: Annotated[int, Query(ge=0, le=SEQ_LIMIT)] = 0) -> MessageList:
    return MessageList(messages=await held.messages(mine, after))


@router.get("/conversations/{conversation}/events")
async def events(
    mine: Mine, held: Held, last: Annotated[int, Header(alias="Last-Event-ID", ge=0, le=SEQ_LIMIT)] = 0
) -> Response:
    return event_stream(held, mine, after=last)


@router.get("/conversations/{conversation}/answers")
async def answers(mine: Mine, held: Held) -> list[ShownAnswer]:
    return await held.database.reading(shown_answers, mine)


@router.get("/conversations/{conversation}/export")
async def export(mine: Mine, held: Held, wanted: CopyFormat = "json") -> Response:
    copy = await held.database.reading(own_copy, mine, held.catalogue)
    return COPIES[wanted](copy, held.catalogue)


@router.post("/conversations/{conversation}/receipt")
async def receipt(mine: Mine, held: Held, response: Response) -> Receipt:
    response.headers["Cache-Control"] = "no-store"
    return Receipt(receipt=await held.receipt(mine))


@router.post("/conversations/{conversation}/handover")
async def hand_over(mine: Mine, request: Request, held: Held, body: NewHandOver, response: Response) -> HandOver:
    """An address that goes on with the conversation in Telegram; raises NoSuchChannel."""
    response.headers["Cache-Control"] = "no-store"
    address: Callable[[str], str | None] = request.app.state.telegram_address
    if address("") is None:
        raise NoSuchChannel
    return HandOver(href=address(await held.hand_over(mine, keep=body.keep)) or "")


@router.delete("/conversations/{conversation}", status_code=204)
async def erase(mine: Mine, held: Held) -> None:
    await held.erase(mine)


@router.post("/resume")
async def resume(held: Held, body: Resumption) -> StartedConversation:
    return _started(await held.resume(body.receipt))


def _started(opened: Opened) -> StartedConversation:
    return StartedConversation(id=opened.id, token=opened.token, lang=opened.lang, messages=opened.messages)


def _json_copy(copy: Any, catalogue: Catalogue) -> Response:
    headers = {"Content-Disposition": 'attachment; filename="consultation.json"', "Cache-Control": "no-store"}
    return JSONResponse(copy, headers=headers)


COPIES: dict[str, Callable[[Any, Catalogue], Response]] = {"json": _json_copy, "html": as_html}
