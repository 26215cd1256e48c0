"""Secrets that are not set are made once, for their owner alone."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.processes.secrets import kept, with_secrets
from bot.settings import Settings


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_made_secrets_are_readable_by_their_owner_alone(settings: Settings) -> None:
    with_secrets(settings)
    folder = settings.data_dir / "secrets"
    assert mode(settings.data_dir) == mode(folder) == 0o700
    assert {path.name: mode(path) for path in folder.iterdir()} == {"secret_key": 0o600, "engine_secret": 0o600}


def test_made_secrets_are_long_different_and_stay_the_same(settings: Settings) -> None:
    first, second = with_secrets(settings), with_secrets(settings)
    assert first == second
    assert first.secret("secret_key") != first.secret("engine_secret")
    assert len(first.secret("secret_key")) >= 32


def test_a_secret_that_is_set_is_not_made(settings: Settings) -> None:
    given = settings.model_copy(update={"secret_key": SecretStr("k" * 32), "engine_secret": SecretStr("e" * 32)})
    assert with_secrets(given) == given
    assert not settings.data_dir.exists()


def test_processes_that_start_together_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: kept(tmp_path, name="secret_key"), range(64)))
    assert len(set(made)) == 1
    assert len(made[0]) >= 32


def test_a_missing_secret_is_an_error_where_it_is_used(settings: Settings) -> None:
    with pytest.raises(LookupError, match="secret_key"):
        settings.secret("secret_key")
