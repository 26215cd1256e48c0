"""Methods that show something to people: messages, documents, their changes, and that the bot is typing."""

import time
from typing import TYPE_CHECKING, Any

from tests.telegram.attachments import file_named
from tests.telegram.markup import from_html, keyboard
from tests.telegram.messages import Chat, Message
from tests.telegram.texts import LONGEST, commands_in, length
from tests.telegram.wire import File, Refused, Wire

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi

LONGEST_CAPTION, TYPING_SECONDS = 1024, 5.0
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)


def send_message(api: "BotApi", parameters: Wire) -> Wire:
    chat = api.reachable(parameters)
    return _posted(api, chat, _text(parameters), parameters)


def send_document(api: "BotApi", parameters: Wire) -> Wire:
    """An uploaded one: in the field `document`, or in another that this one names."""
    chat = api.reachable(parameters)
    given = parameters.get("document")
    file = parameters.get(given.removeprefix("attach://")) if isinstance(given, str) else given
    if not isinstance(file, File):
        raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
    if not file.content:
        raise Refused(400, "Bad Request: file must be non-empty")
    about = file_named(file.name, kind=file.kind, size=len(file.content))
    return _posted(api, chat, {"document": about} | _caption(parameters), parameters, file)


def send_chat_action(api: "BotApi", parameters: Wire) -> bool:
    chat = api.reachable(parameters)
    if parameters.get("action") not in ACTIONS:
        raise Refused(400, "Bad Request: wrong parameter action in request")
    with api.changed:
        chat.typing = time.monotonic() + TYPING_SECONDS
        api.changed.notify_all()
    return True


def edit_text(api: "BotApi", parameters: Wire) -> Wire:
    with api.changed:
        return _edited(api, _own(api, parameters), _text(parameters), parameters)


def edit_reply_markup(api: "BotApi", parameters: Wire) -> Wire:
    with api.changed:
        message = _own(api, parameters)
        return _edited(api, message, message.content, parameters)


def delete_message(api: "BotApi", parameters: Wire) -> bool:
    chat = api.reachable(parameters)
    with api.changed:
        if chat.messages.pop(parameters.get("message_id", 0), None) is None:
            raise Refused(400, "Bad Request: message to delete not found")
        api.changed.notify_all()
    return True


def _posted(api: "BotApi", chat: Chat, content: Wire, parameters: Wire, file: File | None = None) -> Wire:
    with api.changed:
        markup = keyboard(parameters.get("reply_markup"))
        chat.typing = 0
        return api.post(chat, api.user, content, reply_markup=markup, file=file, by_the_bot=True).wire()


def _own(api: "BotApi", parameters: Wire) -> Message:
    """The message of the bot that a change is about."""
    message = api.reachable(parameters).messages.get(parameters.get("message_id", 0))
    if message is None:
        raise Refused(400, "Bad Request: message to edit not found")
    if not message.by_the_bot:
        raise Refused(400, "Bad Request: message can't be edited")
    return message


def _edited(api: "BotApi", message: Message, content: Wire, parameters: Wire) -> Wire:
    markup = keyboard(parameters.get("reply_markup"))
    if (content, markup) == (message.content, message.reply_markup):
        raise Refused(400, SAME)
    message.content, message.edit_date = content, int(time.time())
    message.shows(markup)
    api.changed.notify_all()
    return message.wire()


def _text(parameters: Wire) -> Wire:
    text, entities = _read(parameters, "text", "entities")
    if not text:
        raise Refused(400, "Bad Request: message text is empty")
    if length(text) > LONGEST:
        raise Refused(400, "Bad Request: message is too long")
    return {"text": text} | ({"entities": entities} if entities else {})


def _caption(parameters: Wire) -> Wire:
    text, entities = _read(parameters, "caption", "caption_entities")
    if length(text) > LONGEST_CAPTION:
        raise Refused(400, "Bad Request: message caption is too long")
    return ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def _read(parameters: Wire, name: str, entities: str) -> tuple[str, list[Any]]:
    """A text as it is shown, and its entities: those given, or those of its HTML, and its commands."""
    text, mode = str(parameters.get(name, "")), str(parameters.get("parse_mode", ""))
    if mode.lower() not in ("", "html"):
        raise Refused(400, "Bad Request: unsupported parse_mode")
    shown, found = from_html(text) if mode else (text.strip(), list(parameters.get(entities, [])))
    return shown, found + commands_in(shown)
