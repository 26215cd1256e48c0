"""What can be wrong with a request about a conversation; the edge turns each into an answer by its code."""


class ConversationError(Exception):
    """`code` is stable and has a sentence in every language; `status` is the HTTP status it becomes."""

    code = "invalid_request"
    status = 422
    retry_after: int | None = None


class UnknownConversation(ConversationError):
    code, status = "unknown_conversation", 404


class ConversationJoined(ConversationError):
    """`to`: the conversation it was joined to, for who may open that one with the same token."""

    code, status = "conversation_joined", 410

    def __init__(self, to: str | None = None) -> None:
        super().__init__()
        self.to = to


class TokenMissing(ConversationError):
    code, status = "token_missing", 401


class TokenRefused(ConversationError):
    code, status = "token_refused", 403


class ReceiptRefused(ConversationError):
    code, status = "receipt_refused", 404


class EmptyText(ConversationError):
    code = "empty_text"


class TextTooLong(ConversationError):
    code = "text_too_long"


class InvalidCharacters(ConversationError):
    code = "invalid_characters"


class UnknownChoice(ConversationError):
    code = "unknown_choice"


class UnknownPrompt(ConversationError):
    code = "unknown_prompt"


class UnknownTheme(ConversationError):
    code = "unknown_theme"


class UnknownLanguage(ConversationError):
    code = "unknown_language"


class MessageConflict(ConversationError):
    code, status = "message_conflict", 409


class TooManyWaiting(ConversationError):
    code, status, retry_after = "too_many_waiting", 429, 2


class NoSuchChannel(ConversationError):
    """`code` tells which: there is no Telegram here, or not yet."""

    code, status, retry_after = "no_telegram", 503, 5


class QueueFull(ConversationError):
    code, status, retry_after = "queue_full", 503, 5
