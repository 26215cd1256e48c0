"""The `consultation` command: thin, each part is loaded when it is asked for."""

import os
import sys
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from pydantic import ValidationError

from bot.settings import Settings, refusals

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Rehearsal = Annotated[bool, typer.Option("--rehearsal", help="Conversations marked as rehearsals.")]
Older = Annotated[Path | None, typer.Option("--against", help="Folder with the content as it was.")]
Language = Annotated[str | None, typer.Option("--lang", help="Language to begin in.")]
Part = Annotated[Literal["service", "engine"] | None, typer.Option("--only", help="One process, unsupervised.")]


@app.command()
def serve(only: Part = None, rehearsal: Rehearsal = False) -> None:
    """Start the service and its engine, and keep them running."""
    from bot.processes.supervisor import stop_with_the_supervisor

    stop_with_the_supervisor()
    settings = _settings(rehearsal=rehearsal)
    {"service": _serve_service, "engine": _serve_engine, None: _serve_both}[only](settings)


@app.command()
def train() -> None:
    """Train the dialogue model, if what it is made from has changed."""
    _train(_settings())


@app.command()
def env() -> None:
    """Print the engine's environment, for `eval "$(consultation env)"` before a stock Rasa command."""
    from bot.processes.environment import as_exports, engine_variables

    print(as_exports(engine_variables(_settings())))


@app.command()
def check(against: Older = None) -> None:
    """Check the content: every file, every language, every reference; and what changed since an older state."""
    from bot.catalogue import check as check_content
    from bot.catalogue import check_against

    content = _read_settings().content
    sys.exit(check_content(content) or (check_against(content, against) if against else 0))


@app.command()
def talk(lang: Language = None) -> None:
    """Hold a conversation with the running service in this terminal."""
    from bot.channels.terminal import talk as talk_in_terminal

    talk_in_terminal(_settings(), lang=lang)


@app.command()
def erase(rehearsal: Annotated[bool, typer.Option("--rehearsal", help="Every rehearsal.")] = False) -> None:
    """Erase conversations for good."""
    from bot.storage.rehearsals import erase_rehearsals

    if not rehearsal:
        _stop("Say what to erase: --rehearsal.")
    print(f"{erase_rehearsals(_settings().database_url)} rehearsal conversations erased.")


def _settings(*, rehearsal: bool = False) -> Settings:
    """The settings, with the secrets that were not set: made here if this is the first start."""
    from bot.processes.secrets import with_secrets

    return with_secrets(_read_settings(rehearsal=rehearsal))


def _read_settings(*, rehearsal: bool = False) -> Settings:
    try:
        return Settings(rehearsal=True) if rehearsal else Settings()
    except ValidationError as error:
        _stop("\n".join(refusals(error)))


def _serve_both(settings: Settings) -> None:
    from bot.processes.ports import doubled, taken
    from bot.processes.supervisor import supervise

    if shared := doubled(settings):
        _stop(f"{' and '.join(shared)} are the same port: give each its own.")
    if occupied := taken(settings):
        _stop("\n".join(f"Port {port} is taken: free it, or set {name} to another." for name, port in occupied))
    _check(settings)
    _prepare(settings)
    _train(settings)
    supervise(settings)


def _serve_service(settings: Settings) -> None:
    from bot.app import run

    run(settings)


def _serve_engine(settings: Settings) -> None:
    from bot.processes.engine import run_command
    from bot.processes.environment import engine_environment

    command = run_command(settings)
    os.execve(command[0], command, engine_environment(settings))


def _check(settings: Settings) -> None:
    from bot.catalogue import check

    if code := check(settings.content):
        raise SystemExit(code)


def _prepare(settings: Settings) -> None:
    from sqlalchemy.exc import OperationalError

    from bot.conversations.preparing import prepare
    from bot.storage.questions import QuestionChanged

    try:
        prepare(settings)
    except QuestionChanged as changed:
        _stop(f"The text of a stored question changed without a new version: {changed}.")
    except OperationalError as error:
        _stop(f"The database cannot be used: {error.orig}")


def _train(settings: Settings) -> None:
    from bot.processes.training import TrainingFailed, train

    try:
        train(settings)
    except TrainingFailed as failure:
        _stop(f"No dialogue model: {failure}.")


def _stop(reason: str) -> NoReturn:
    print(reason, file=sys.stderr)
    raise SystemExit(1)


def main() -> None:
    app()


if __name__ == "__main__":
    main()
