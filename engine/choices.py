"""What a tapped choice means: the contract's choice ids as intents and entities, without any classifier."""

from dataclasses import dataclass

# choice id before the colon → intent, and the entity that carries what follows the colon
CHOICES: dict[str, tuple[str, str | None]] = {
    "theme": ("choose_theme", "theme"),
    "skip": ("skip_question", None),
    "back": ("go_back", None),
    "keep": ("keep_as_is", None),
    "repeat": ("repeat_question", None),
    "why": ("ask_reason", None),
    "help": ("ask_help", None),
    "pause": ("take_break", None),
    "recap": ("show_recap", None),
    "correct": ("correct_earlier", "question"),
    "add": ("add_more", "question"),
    "erase": ("erase_one", "question"),
    "withdraw": ("withdraw_all", None),
    "export": ("get_copy", None),
    "receipt": ("get_receipt", None),
    "themes": ("show_themes", None),
    "lang": ("change_language", "language"),
    "yes": ("affirm", None),
    "no": ("deny", None),
    "was_answer": ("was_meant_as_reply", "seq"),
    "not_answer": ("was_not_reply", "seq"),
    "move": ("was_meant_as_reply", "part"),
    "webinars": ("show_webinars", None),
    "profile": ("choose_profile", "profile"),
    "redact": ("remove_contact", "seq"),
    "forget": ("forget_earlier", "question"),
    # not offered to anyone: the service says so of a text that held a receipt code
    "use_receipt": ("use_receipt", None),
}


@dataclass(frozen=True)
class Choice:
    """A choice understood: the intent, and its one entity if it has one."""

    intent: str
    entity: str | None = None
    value: str | None = None

    def entities(self) -> list[dict[str, object]]:
        """The entity as Rasa writes it in a parse result."""
        if self.entity is None:
            return []
        return [{"entity": self.entity, "value": self.value, "confidence": 1.0, "extractor": "choice"}]


def read_choice(choice: str) -> Choice | None:
    """The meaning of a choice id, or None if it is not one of the contract's."""
    name, colon, value = choice.partition(":")
    intent, entity = CHOICES.get(name, (None, None))
    if intent is None or bool(entity) != bool(colon and value):
        return None
    return Choice(intent=intent, entity=entity, value=value or None)
