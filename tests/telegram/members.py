"""What the bot is in a chat, as the wire shows it."""

from tests.telegram.wire import Wire

RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories", "can_post_messages", "can_edit_messages",
)  # fmt: skip
MORE: dict[str, Wire] = {"kicked": {"until_date": 0}, "administrator": dict.fromkeys(RIGHTS, False)}


def member(user: Wire, status: str) -> Wire:
    """A member of a chat, with what its status asks for."""
    return {"user": user, "status": status} | MORE.get(status, {})
