"""The methods of the Bot API, each as a function of the server and of the call's parameters."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.telegram import profile, receiving, sending
from tests.telegram.wire import Wire

if TYPE_CHECKING:
    from tests.telegram.bot_api import BotApi

METHODS: dict[str, Callable[["BotApi", Wire], Any]] = {
    "getme": profile.get_me,
    "setmycommands": profile.set_commands,
    "getmycommands": profile.get_commands,
    "deletemycommands": profile.delete_commands,
    "setmydescription": profile.set_description,
    "getmydescription": profile.get_description,
    "setmyshortdescription": profile.set_short_description,
    "getmyshortdescription": profile.get_short_description,
    "getupdates": receiving.get_updates,
    "setwebhook": receiving.set_webhook,
    "deletewebhook": receiving.delete_webhook,
    "getwebhookinfo": receiving.get_webhook_info,
    "answercallbackquery": receiving.answer_callback_query,
    "leavechat": receiving.leave_chat,
    "sendmessage": sending.send_message,
    "senddocument": sending.send_document,
    "sendchataction": sending.send_chat_action,
    "editmessagetext": sending.edit_text,
    "editmessagereplymarkup": sending.edit_reply_markup,
    "deletemessage": sending.delete_message,
}
