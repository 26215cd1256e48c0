"""What people do, as the bot gets it by long polling: every kind of act, the order, confirmation, and duplicates."""

import asyncio
import time

import pytest
from telegram import Bot, ChatMember, Update
from telegram.error import BadRequest, Conflict, Forbidden

from tests.telegram.attachments import ATTACHMENTS
from tests.telegram.bot_api import BotApi
from tests.telegram.people import Person
from tests.telegram.texts import length, parts

LONG = "Une phrase assez longue, sur le numérique. " * 250


def ids(updates: tuple[Update, ...]) -> list[int]:
    return [each.update_id for each in updates]


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [each.effective_message.text for each in updates if each.effective_message]


async def test_an_update_comes_until_a_higher_offset_confirms_it(bot: Bot, ada: Person) -> None:
    ada.writes("Un")
    first = await bot.get_updates(limit=1)
    both = await bot.get_updates()
    assert texts(both) == ["/start", "Un"]
    assert ids(both)[0] == ids(first)[0] == ids(both)[1] - 1
    assert texts(await bot.get_updates(offset=ids(both)[0] + 1)) == ["Un"]
    assert texts(await bot.get_updates()) == ["Un"]
    assert await bot.get_updates(offset=ids(both)[1] + 1) == ()
    assert await bot.get_updates() == ()


async def test_a_negative_offset_forgets_all_but_the_last(bot: Bot, ada: Person) -> None:
    ada.writes("Un")
    ada.writes("Deux")
    assert texts(await bot.get_updates(offset=-1)) == ["Deux"]
    assert texts(await bot.get_updates()) == ["Deux"]


async def test_a_poll_waits_for_what_comes_and_no_longer(bot: Bot, api: BotApi, ada: Person) -> None:
    last = (await bot.get_updates())[-1].update_id
    began = time.monotonic()
    assert await bot.get_updates(offset=last + 1, timeout=1) == ()
    assert time.monotonic() - began >= 1
    waiting = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.to_thread(api.waits_for, lambda api: api.updates.polls == 3)
    ada.writes("Un")
    assert texts(await waiting) == ["Un"]


async def test_only_one_poll_at_a_time_and_none_beside_a_webhook(bot: Bot, api: BotApi, ada: Person) -> None:
    last = (await bot.get_updates())[-1].update_id
    waiting = asyncio.create_task(bot.get_updates(offset=last + 1, timeout=20))
    await asyncio.to_thread(api.waits_for, lambda api: api.updates.polls == 2)
    assert await bot.get_updates() == ()
    with pytest.raises(Conflict, match="terminated by other getUpdates"):
        await waiting
    await bot.set_webhook("https://consultation.example/telegram")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_the_kinds_asked_for_come_and_the_choice_lasts(bot: Bot, ada: Person) -> None:
    last = (await bot.get_updates(allowed_updates=["edited_message"]))[-1].update_id
    own = ada.writes("Un")[0]["message"]["message_id"]
    ada.edits(own, "Deux")
    edited = (await bot.get_updates(offset=last + 1))[0].edited_message
    assert edited is not None
    assert (edited.text, edited.message_id) == ("Deux", own)
    assert edited.edit_date is not None


async def test_the_same_update_comes_again(bot: Bot, api: BotApi, ada: Person) -> None:
    update = ada.writes("Un")[0]
    last = (await bot.get_updates())[-1].update_id
    api.redeliver(update)
    api.redeliver(update)
    assert ids(await bot.get_updates(offset=last + 1)) == [last, last]
    assert await bot.get_updates(offset=last + 1) == ()


async def test_updates_held_back_come_in_the_order_chosen_and_none_is_lost(bot: Bot, api: BotApi, ada: Person) -> None:
    last = (await bot.get_updates())[-1].update_id
    api.hold()
    for text in ("Un", "Deux", "Trois"):
        ada.writes(text)
    assert await bot.get_updates(offset=last + 1) == ()
    api.release(order=[2, 0, 1])
    assert texts(await bot.get_updates(offset=last + 1, limit=1)) == ["Trois"]
    assert texts(await bot.get_updates(offset=last + 4)) == ["Un", "Deux"]
    api.hold()
    ada.writes("Quatre")
    ada.writes("Cinq")
    api.release()
    assert texts(await bot.get_updates(offset=last + 4)) == ["Quatre", "Cinq"]


async def test_start_is_a_command_with_what_the_link_carries(bot: Bot, api: BotApi) -> None:
    api.person("Bob", language_code="en").starts("theme_ecology")
    update = (await bot.get_updates())[0]
    assert update.message is not None
    assert update.message.text == "/start theme_ecology"
    assert [(each.type, each.offset, each.length) for each in update.message.entities] == [("bot_command", 0, 6)]
    assert update.effective_user is not None
    assert (update.effective_user.first_name, update.effective_user.language_code) == ("Bob", "en")


@pytest.mark.parametrize(
    ("client", "shortest", "ends"), [("android", 4096 - 300, "numérique."), ("desktop", 2048, "numérique.")]
)
async def test_a_long_text_comes_in_parts_of_the_same_second(
    bot: Bot, ada: Person, client: str, shortest: int, ends: str
) -> None:
    made = ada.writes(LONG, client=client)
    got = [update.message for update in (await bot.get_updates())[1:] if update.message]
    assert [each.message_id for each in got] == [each["message"]["message_id"] for each in made]
    assert [each.message_id - got[0].message_id for each in got] == list(range(len(made)))
    assert len({each.date for each in got}) == 1
    assert all(shortest <= length(each.text or "") <= 4096 for each in got[:-1])
    assert all((each.text or "").endswith(ends) for each in got)
    assert " ".join(each.text or "" for each in got) == LONG.strip()


def test_clients_cut_at_a_paragraph_if_one_is_near_and_never_inside_a_character() -> None:
    assert [len(part) for part in parts(f"{'a' * 2500}\n\n{'b ' * 1500}", "desktop")] == [2500, 2999]
    assert [len(part) for part in parts(f"{'a' * 2500}\n\n{'b ' * 1500}", "android")] == [4095, 1405]
    assert parts("👋" * 2048 + "a", "android") == ["👋" * 2048, "a"]
    assert parts("a" + "👋" * 2048, "android") == ["a" + "👋" * 2047, "👋"]
    assert parts("a" * 4096, "android") == ["a" * 4096]
    assert parts("  ", "android") == []


@pytest.mark.parametrize("kind", ATTACHMENTS)
async def test_what_is_not_text_is_read_by_the_library(bot: Bot, ada: Person, kind: str) -> None:
    ada.sends(kind)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.text is None
    assert getattr(message, kind)


async def test_blocking_and_coming_back_are_told(bot: Bot, ada: Person) -> None:
    ada.blocks()
    ada.unblocks()
    blocked, back = [each.my_chat_member for each in (await bot.get_updates())[1:]]
    assert blocked is not None
    assert back is not None
    assert (blocked.new_chat_member.status, back.new_chat_member.status) == (ChatMember.BANNED, ChatMember.MEMBER)
    assert blocked.new_chat_member.user.id == bot.id


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_group_has_the_bot_until_it_leaves(bot: Bot, api: BotApi, ada: Person, kind: str) -> None:
    group = api.group(added_by=ada, kind=kind)
    ada.writes("/start@consultation_bot", chat=group.chat)
    added, written = (await bot.get_updates())[1:]
    assert added.my_chat_member is not None
    assert added.my_chat_member.new_chat_member.status == ChatMember.MEMBER
    assert written.effective_chat is not None
    assert (written.effective_chat.id, written.effective_chat.type) == (group.id, kind)
    await bot.send_message(group.id, "Parlons en privé.")
    assert [each.text for each in group.sees] == ["Parlons en privé."]
    assert ada.sees == []
    await bot.leave_chat(group.id)
    with pytest.raises(Forbidden, match="bot is not a member"):
        await bot.send_message(group.id, "Encore")
    left = (await bot.get_updates())[-1].my_chat_member
    assert left is not None
    assert left.new_chat_member.status == ChatMember.LEFT
    with pytest.raises(BadRequest):
        await bot.leave_chat(ada.id)


async def test_a_channel_posts_in_nobodys_name(bot: Bot, api: BotApi, ada: Person) -> None:
    channel = api.channel(added_by=ada)
    channel.posts("Une annonce")
    added, posted = (await bot.get_updates())[1:]
    assert added.my_chat_member is not None
    assert added.my_chat_member.new_chat_member.status == ChatMember.ADMINISTRATOR
    assert posted.channel_post is not None
    assert (posted.channel_post.text, posted.effective_user) == ("Une annonce", None)
    assert await bot.leave_chat(channel.id)


async def test_another_bot_says_that_it_is_one_and_cannot_be_written_to(bot: Bot, api: BotApi) -> None:
    robot = api.person("Robot", is_bot=True, language_code=None)
    robot.writes("Bonjour")
    update = (await bot.get_updates())[0]
    assert update.effective_user is not None
    assert update.effective_user.is_bot
    with pytest.raises(Forbidden, match="bots"):
        await bot.send_message(robot.id, "Bonjour")


async def test_a_tap_on_a_message_that_is_gone_has_no_text(bot: Bot, ada: Person) -> None:
    sent = await bot.send_message(ada.id, "Un")
    await bot.delete_message(ada.id, sent.message_id)
    ada.taps(sent.message_id, "1|skip", forged=True)
    tap = (await bot.get_updates())[-1].callback_query
    assert tap is not None
    assert tap.message is not None
    assert (tap.message.is_accessible, tap.message.message_id) == (False, sent.message_id)
    assert await tap.answer()
