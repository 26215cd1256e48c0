"""What the catalogue's questions say, as rows to remember."""

from bot.catalogue import Catalogue
from bot.storage.models import QuestionText


def question_texts(catalogue: Catalogue) -> list[QuestionText]:
    """One row a question, version and language."""
    return [
        QuestionText(
            question=question.id,
            version=question.version,
            lang=lang,
            theme=theme.id,
            text=question.question[lang],
            probe=question.probe[lang],
        )
        for theme in catalogue.themes
        for question in theme.questions
        for lang in catalogue.languages
    ]
