"""Where the guard stands between an answer and a command; the values in use are in config.yml (docs/decisions/0012)."""

from dataclasses import dataclass

# what is answered in the course of a conversation, and changes nothing in it
SIDE_QUESTIONS = frozenset({"ask_reason", "ask_help", "ask_faq", "contact_person", "ask_robot", "show_webinars"})
# where a bare name is likely to be a request
NAMED_AT = {"choose_theme": "menu", "change_language": "menu", "choose_profile": "profile"}
# what cannot be undone by one tap is not begun on a guess
ERASING = frozenset({"withdraw_all", "erase_one", "remove_contact", "forget_earlier"})


@dataclass(frozen=True)
class Thresholds:
    """Chances and shares from 0 to 1, lengths in words."""

    sure: float = 0.98
    side_question: float = 0.975
    short_words: int = 12
    sure_of_a_long_text: float = 0.99
    most_words: int = 25
    unsure: float = 0.62
    doubtful: float = 0.22
    nothing_open: float = 0.7
    a_name: float = 0.25
    erasing: float = 0.8
    asked_for: float = 0.5
    yes_no: float = 0.7
    # at the menu, of a text that names a theme: how surely, in how many words, how near to a request for one
    theme_named: float = 0.85
    theme_words: int = 12
    theme_chance: float = 0.05
    theme_share: float = 0.2
    # intents whose examples may be bare names
    names: frozenset[str] = frozenset()

    def needed(self, guess: str, words: int) -> float:
        """The chance that makes a text a command while something is open."""
        needed = self.side_question if guess in SIDE_QUESTIONS else self.sure
        return needed if words <= self.short_words else max(needed, self.sure_of_a_long_text)

    def needed_with_nothing_open(self, guess: str, mode: str) -> float:
        """The chance that makes a text a command; at the menu a theme is what people are asked for."""
        if guess in ERASING:
            return self.erasing
        return self.a_name if NAMED_AT.get(guess) == mode else self.nothing_open
