"""The secrets an operator did not set: made once, kept in the data folder, read again at every start."""

import os
import secrets
import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot.settings import Settings

NAMES = ("secret_key", "engine_secret")


def with_secrets(settings: Settings) -> Settings:
    """The same settings with every secret present; production has refused to come here without them."""
    missing = [name for name in NAMES if getattr(settings, name) is None]
    return settings.model_copy(update={name: SecretStr(kept(settings.data_dir, name=name)) for name in missing})


def kept(data_dir: Path, *, name: str) -> str:
    """The secret of that name in the data folder, made if it is not there: the folder is 700, the file 600."""
    folder = private_folder(data_dir, "secrets")
    path = folder / name
    if not path.exists():
        _make(path)
    return path.read_text().strip()


def private_folder(data_dir: Path, name: str) -> Path:
    """A folder inside the data folder; neither is for other users of the machine."""
    data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = data_dir / name
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _make(path: Path) -> None:
    # Linked into place whole: two processes that start together read the same complete secret.
    handle, draft = tempfile.mkstemp(dir=path.parent)
    with open(handle, "w") as file:
        file.write(secrets.token_urlsafe(32))
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first: its secret counts
    finally:
        os.unlink(draft)
