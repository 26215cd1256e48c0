"""Before anything is served: the database's tables up to date, and what each version of a question asks remembered."""

from bot.catalogue import Catalogue, load
from bot.settings import Settings
from bot.storage import questions, schema
from bot.storage.database import Database
from bot.storage.models import QuestionText


def prepare(settings: Settings) -> None:
    """From the settings alone, before the processes are started; raises QuestionChanged."""
    database = Database(settings.database_url)
    try:
        bring_up_to_date(database, load(settings.content))
    finally:
        database.close()


def bring_up_to_date(database: Database, catalogue: Catalogue) -> None:
    """Safe to repeat; raises QuestionChanged."""
    schema.upgrade(database.engine)
    with database.write() as session:
        questions.remember(session, question_texts(catalogue))


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
