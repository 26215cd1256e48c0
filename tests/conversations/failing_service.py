"""The service, with one action that raises, quoting the citizen, whenever it files an answer."""

import sys

from actions.validate_questionnaire import ValidateQuestionnaire
from bot.conversations.turn import Turn


def fail(_self: ValidateQuestionnaire, turn: Turn) -> None:
    assert turn.message is not None
    raise ValueError(turn.message.text)


def main() -> None:
    ValidateQuestionnaire.perform = fail
    sys.argv[1:] = ["serve", "--only", "service"]
    from bot.cli import main as consultation

    consultation()


if __name__ == "__main__":
    main()
