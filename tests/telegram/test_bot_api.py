"""The Bot API server as python-telegram-bot's Bot finds it: what it sends, what it is told, and when it is refused."""

import asyncio
import time
from datetime import timedelta

import httpx
import pytest
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from tests.telegram.bot_api import BotApi, running
from tests.telegram.people import Person

KEYBOARD = InlineKeyboardMarkup(
    [[InlineKeyboardButton("Écologie", callback_data="1|theme:ecology")],
     [InlineKeyboardButton("En savoir plus", url="https://www.culture.gouv.fr/")]]
)  # fmt: skip


async def test_the_bot_is_who_its_token_says(bot: Bot, api: BotApi) -> None:
    assert (bot.id, bot.username) == (123456, api.username)


async def test_a_message_is_seen_with_its_keyboard(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "  Bonjour 👋\n", reply_markup=KEYBOARD)
    seen = ada.waits_for(lambda messages: messages)
    assert [(each.message_id, each.text) for each in seen] == [(sent.message_id, "Bonjour 👋")]
    assert [(each.text, each.data, each.url) for each in ada.buttons] == [
        ("Écologie", "1|theme:ecology", None), ("En savoir plus", None, "https://www.culture.gouv.fr/"),
    ]  # fmt: skip
    assert sent.reply_markup == KEYBOARD
    assert sent.from_user is not None
    assert sent.from_user.is_bot


async def test_html_becomes_text_and_entities(bot: Bot, ada: Person) -> None:
    source = '👋 <b>Thème <i>1</i></b> &lt;a&gt; &copy; <a href="https://a.fr/?b=1&amp;c=2">lien</a> /help'
    sent = await bot.send_message(ada.id, source, parse_mode=ParseMode.HTML)
    assert sent.text == "👋 Thème 1 <a> &copy; lien /help"
    assert [(each.type, sent.parse_entity(each), each.url) for each in sent.entities] == [
        ("bold", "Thème 1", None), ("italic", "1", None), ("text_link", "lien", "https://a.fr/?b=1&c=2"),
        ("bot_command", "/help", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("broken", "why"),
    [
        ("é < b", 'Unclosed start tag at byte offset 3'),
        ("<p>Un</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("<b>Un", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>Un</b></i>", 'Unmatched end tag at byte offset 8, expected "</i>", found "</b>"'),
        ("Un</b>", "Unexpected end tag at byte offset 2"),
    ],
)  # fmt: skip
async def test_broken_html_is_refused(bot: Bot, ada: Person, broken: str, why: str) -> None:
    with pytest.raises(BadRequest, match="Can't parse entities") as refused:
        await bot.send_message(ada.id, broken, parse_mode=ParseMode.HTML)
    assert refused.value.message.endswith(why.lower())  # as this library rewrites what Telegram says
    assert ada.sees == []


async def test_a_text_is_measured_in_utf_16_after_its_markup(bot: Bot, ada: Person) -> None:
    await bot.send_message(ada.id, f"<b>{'👋' * 2048}</b>", parse_mode=ParseMode.HTML)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(ada.id, "👋" * 2048 + "!")
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(ada.id, "<b> </b>", parse_mode=ParseMode.HTML)


@pytest.mark.parametrize(
    ("button", "why"),
    [
        (InlineKeyboardButton("Trop", callback_data="é" * 33), "Button_data_invalid"),
        (InlineKeyboardButton("Ici", url="http://localhost:8000/"), "wrong http url"),
        (InlineKeyboardButton("Écrire", url="mailto:a@example.org"), "wrong http url"),
    ],
)
async def test_a_button_telegram_would_refuse_is_refused(
    bot: Bot, ada: Person, button: InlineKeyboardButton, why: str
) -> None:
    with pytest.raises(BadRequest, match=why):
        await bot.send_message(ada.id, "Choisissez", reply_markup=InlineKeyboardMarkup([[button]]))


async def test_a_tap_is_answered_once_it_is_known_and_not_too_late(bot: Bot, api: BotApi, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Un thème ?", reply_markup=KEYBOARD)
    ada.taps(sent.message_id, "1|theme:ecology")
    tap = (await bot.get_updates())[-1].callback_query
    assert tap is not None
    assert (tap.data, tap.from_user.id, tap.message) == ("1|theme:ecology", ada.id, sent)
    assert await tap.answer("Très bien")
    answer = api.answered(tap.id)
    assert answer is not None
    assert answer["text"] == "Très bien"
    api.expire(tap.id)
    with pytest.raises(BadRequest, match="Query is too old"):
        await tap.answer()


async def test_only_a_button_that_was_there_can_be_tapped(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Un thème ?", reply_markup=KEYBOARD)
    with pytest.raises(LookupError):
        ada.taps(sent.message_id, "1|erase")
    ada.taps(sent.message_id, "1|erase", forged=True)
    await bot.edit_message_reply_markup(ada.id, sent.message_id)
    assert ada.taps(sent.message_id, "1|theme:ecology")["callback_query"]["data"] == "1|theme:ecology"


async def test_a_keyboard_is_cleared_once(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Un thème ?", reply_markup=KEYBOARD)
    await bot.edit_message_reply_markup(ada.id, sent.message_id, reply_markup=None)
    assert (ada.buttons, ada.sees[0].edited) == ([], True)
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(ada.id, sent.message_id, reply_markup=None)


async def test_a_message_changes_its_text_or_goes_and_only_the_bots_own(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Un")
    await bot.edit_message_text("Deux", ada.id, sent.message_id)
    assert [each.text for each in ada.sees] == ["Deux"]
    await bot.delete_message(ada.id, sent.message_id)
    assert ada.sees == []
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("Trois", ada.id, sent.message_id)
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("Trois", ada.id, next(iter(ada.chat.messages)))


async def test_a_document_arrives_byte_for_byte(bot: Bot, ada: Person) -> None:
    content = b"\r\n--BEGIN\x00\xff\r\n\n" * 400
    sent = await bot.send_document(
        ada.id, content, filename="réunion (1).ics", caption="<b>Mars</b>", parse_mode="HTML"
    )
    file = ada.sees[0].file
    assert file is not None
    assert (file.name, file.content, ada.sees[0].text) == ("réunion (1).ics", content, "Mars")
    assert sent.document is not None
    assert sent.document.file_size == len(content)


async def test_the_bot_is_typing_until_it_has_written(bot: Bot, ada: Person) -> None:
    await bot.send_chat_action(ada.id, ChatAction.TYPING)
    assert ada.typing
    await bot.send_message(ada.id, "Voilà")
    assert not ada.typing


async def test_commands_and_descriptions_are_kept_by_language(bot: Bot, api: BotApi) -> None:
    await bot.set_my_commands([BotCommand("themes", "Choisir un thème")], language_code="fr")
    assert api.commands["fr"] == [{"command": "themes", "description": "Choisir un thème"}]
    assert [each.command for each in await bot.get_my_commands(language_code="fr")] == ["themes"]
    assert await bot.get_my_commands() == ()
    await bot.set_my_description("Une consultation", language_code="fr")
    await bot.set_my_short_description("Consultation")
    assert (api.descriptions, api.short_descriptions) == ({"fr": "Une consultation"}, {"": "Consultation"})
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([BotCommand("Thèmes", "Choisir un thème")])


async def test_the_bot_writes_only_where_it_may(bot: Bot, api: BotApi, ada: Person) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(api.person("Bob").id, "Bonjour")
    ada.blocks()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(ada.id, "Bonjour")
    ada.unblocks()
    await bot.send_message(ada.id, "Bonjour")
    assert [each.text for each in ada.sees] == ["Bonjour"]


async def test_a_token_that_is_not_the_bots_is_refused(api: BotApi, address: str) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("123456:another", base_url=f"{address}/bot"):
            pass
    async with httpx.AsyncClient(base_url=address) as http:
        assert (await http.get("/bot123456:another/getMe")).json() == {
            "ok": False, "error_code": 401, "description": "Unauthorized",
        }  # fmt: skip
        assert (await http.get(f"/bot{api.token}/getThat")).json()["error_code"] == 404


async def test_json_is_as_good_as_a_form(api: BotApi, address: str, ada: Person) -> None:
    async with httpx.AsyncClient(base_url=f"{address}/bot{api.token}") as http:
        body = {"chat_id": ada.id, "text": "[1]", "reply_markup": KEYBOARD.to_dict()}
        assert (await http.post("/sendMessage", json=body)).json()["ok"]
        assert (await http.get("/sendmessage", params={"chat_id": ada.id, "text": "[1]"})).json()["ok"]
        assert (
            await http.post("/sendMessage", content="{", headers={"Content-Type": "application/json"})
        ).is_client_error
    assert [each.text for each in ada.sees] == ["[1]", "[1]"]
    assert len(ada.buttons) == 2


async def test_a_flood_says_how_long_to_wait(
    bot: Bot, api: BotApi, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
    api.fail("sendMessage", status=429, retry_after=2)
    with pytest.raises(RetryAfter) as refused:
        await bot.send_message(ada.id, "Un")
    assert refused.value.retry_after == timedelta(seconds=2)
    await bot.send_message(ada.id, "Deux")
    assert [each.text for each in ada.sees] == ["Deux"]
    assert [call.parameters["text"] for call in api.calls if call.method == "sendMessage"] == ["Un", "Deux"]


async def test_a_failure_comes_as_often_as_planned_and_may_come_after_the_fact(
    bot: Bot, api: BotApi, ada: Person
) -> None:
    api.fail("*", status=500, times=2)
    api.fail("sendMessage", status=502, after=True)
    for text in ("Un", "Deux", "Trois"):
        with pytest.raises(NetworkError):
            await bot.send_message(ada.id, text)
    await bot.send_message(ada.id, "Quatre")
    assert [each.text for each in ada.sees] == ["Trois", "Quatre"]


@pytest.mark.parametrize("after", [True, False])
async def test_an_answer_that_comes_too_late_says_nothing_of_what_was_done(
    bot: Bot, api: BotApi, ada: Person, after: bool
) -> None:
    api.stall("sendMessage", 2, after=after)
    with pytest.raises(TimedOut):
        await bot.send_message(ada.id, "Un", read_timeout=0.5)
    await asyncio.sleep(2)
    assert len(ada.sees) == (1 if after else 0)


async def test_while_it_is_down_there_are_only_bad_gateways(bot: Bot, api: BotApi, ada: Person) -> None:
    with api.down(), pytest.raises(NetworkError):
        await bot.send_message(ada.id, "Un")
    await bot.send_message(ada.id, "Deux")
    assert [each.text for each in ada.sees] == ["Deux"]


async def test_it_stops_and_starts_again_with_all_it_knows(api: BotApi) -> None:
    ada = api.person()
    with running(api) as address:
        ada.starts()
    with pytest.raises(NetworkError):
        async with Bot(api.token, base_url=f"{address}/bot"):
            pass
    with running(api, port=int(address.rpartition(":")[2])):
        async with Bot(api.token, base_url=f"{address}/bot") as bot:
            assert [each.message.text for each in await bot.get_updates() if each.message] == ["/start"]


def test_waiting_in_vain_says_what_there_is(ada: Person) -> None:
    ada.api.post(ada.chat, ada.api.user, {"text": "Bonjour"}, by_the_bot=True)
    began = time.monotonic()
    with pytest.raises(AssertionError, match="Bonjour"):
        ada.waits_for(lambda seen: len(seen) == 2, seconds=0.1)
    assert time.monotonic() - began < 5
