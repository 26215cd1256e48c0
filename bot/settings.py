"""Every setting of the service and of its two processes, read from CONSULTATION_* variables."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal, Self

from cryptography.fernet import Fernet
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

PREFIX = "CONSULTATION_"
NEEDED_IN_PRODUCTION = ("secret_key", "engine_secret", "public_url")
ORIGIN = re.compile(r"http://[a-z0-9.-]+(:(?!80$)[1-9]\d{0,4})?|https://[a-z0-9.-]+(:(?!443$)[1-9]\d{0,4})?")
ORIGIN_FORM = (
    "https://www.example.org or http://localhost:8080, in lower case, with no path, final slash, * or usual port"
)


def _split(value: object) -> object:
    return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value


def _in_utc(moment: datetime) -> datetime:
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _origins(values: tuple[str, ...]) -> tuple[str, ...]:
    """As browsers send them (RFC 6454): anything else would never match, or would loosen a policy it is copied into."""
    for rank, value in enumerate(values, 1):
        if not ORIGIN.fullmatch(value):
            raise ValueError(f"number {rank} is not a website's origin: {ORIGIN_FORM}")
    return values


def _sealing(values: tuple[str, ...]) -> tuple[SecretStr, ...]:
    """As `cryptography` makes them; a wrong one would lose every chat."""
    for rank, value in enumerate(values, 1):
        try:
            Fernet(value)
        except ValueError as error:
            raise ValueError(f"number {rank} is no key of Fernet: 32 bytes, base64 with - and _") from error
    return tuple(SecretStr(each) for each in values)


List = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_split)]
Origins = Annotated[List, AfterValidator(_origins)]
SealingKeys = Annotated[tuple[SecretStr, ...], NoDecode, BeforeValidator(lambda value: _sealing(_split(value)))]
Folder = Annotated[Path, AfterValidator(Path.resolve)]
Moment = Annotated[datetime, AfterValidator(_in_utc)]
Port = Annotated[int, Field(ge=1, le=65535)]
Secret = Annotated[SecretStr, Field(min_length=32)]


class Settings(BaseSettings):
    """What an operator may decide; `docs/settings.md` says the same to people, and a test compares the two."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, hide_input_in_errors=True,
        use_attribute_docstrings=True, validate_default=True,
    )  # fmt: skip

    env: Literal["demonstration", "production"] = "demonstration"
    """What this deployment is for; production refuses made-up secrets and a moved clock."""
    host: str = "127.0.0.1"
    """Address the public listener binds."""
    port: Port = 8000
    """Port of the public listener."""
    public_url: str = Field(default_factory=lambda values: f"http://127.0.0.1:{values['port']}")
    """Address people type, without a final slash: links, receipts and the embed snippet use it."""
    data_dir: Folder = Path("data")
    """Folder of the database, the made-up secrets and the run files."""
    content: Folder = Path("content")
    """Folder of the consultation: its themes, questions, webinars and sentences."""
    models: Folder = Path("models")
    """Folder of the trained dialogue model."""
    database_url: str = Field(
        default_factory=lambda values: f"sqlite:///{values['data_dir']}/consultation.sqlite3",
        pattern=r"^(sqlite|postgresql(\+psycopg)?)://",
    )
    """SQLAlchemy address of the database: SQLite, or PostgreSQL when there are several services."""
    secret_key: Secret | None = None
    """Key for signing; made at first start when it is not set, 32 characters or more."""
    engine_secret: Secret | None = None
    """Shared by the engine and the action endpoint; made at first start when it is not set, 32 characters or more."""
    engine_host: str = "127.0.0.1"
    """Address the engine binds: loopback, or a private network. Never a public one."""
    engine_port: Port = 5005
    """Port of the engine that `serve` starts."""
    engine_urls: List = Field(default_factory=lambda values: (f"http://127.0.0.1:{values['engine_port']}",))
    """Addresses of the engines, separated by commas; any of them can take any turn."""
    actions_host: str = "127.0.0.1"
    """Address the private listener binds: actions, readiness, metrics. Never a public one."""
    actions_port: Port = 5055
    """Port of the private listener."""
    actions_url: str = Field(default_factory=lambda values: f"http://127.0.0.1:{values['actions_port']}/actions")
    """Address where the engine finds the action endpoint."""
    trusted_proxies: List = ()
    """Addresses of the reverse proxies whose X-Forwarded-* headers are believed, separated by commas."""
    allowed_origins: Origins = ()
    """Websites that may embed the widget, separated by commas."""
    telegram_token: SecretStr | None = None
    """Token of the Telegram bot; without it there is no Telegram channel."""
    telegram_api: str = Field(default="https://api.telegram.org", pattern=r"^https?://[^/]+[^?#]*[^/?#]$")
    """Base address of the Bot API, without a final slash; for a local Bot API server."""
    telegram_links: str = Field(default="https://t.me", pattern=r"^https?://[^/]+[^?#]*[^/?#]$")
    """Base address of the links that lead to the bot; another for a demonstration without Telegram."""
    chat_keys: SealingKeys = ()
    """Keys that chat numbers are encrypted with, separated by commas: the first encrypts, the others still open."""
    queue_limit: int = Field(default=1000, ge=1)
    """Turns that may wait at once; past it a message is refused with 503 and Retry-After, before it is stored."""
    now: Moment | None = None
    """Where the consultation's clock starts (ISO time, UTC unless it says otherwise); production refuses it."""
    clock_started: Moment | None = None
    """When that clock was started (ISO time); `serve` sets it once, so that a restarted process keeps the time."""
    rehearsal: bool = False
    """Marks every conversation as a rehearsal, to be erased before opening."""

    @model_validator(mode="after")
    def production_is_explicit(self) -> Self:
        """Made-up secrets and a moved clock are for the demonstration only."""
        if self.env != "production":
            return self
        missing = [PREFIX + name.upper() for name in NEEDED_IN_PRODUCTION if name not in self.model_fields_set]
        if missing:
            raise ValueError(f"production needs {', '.join(missing)}")
        if self.now is not None:
            raise ValueError(f"production refuses {PREFIX}NOW: its clock is the real one")
        return self

    def secret(self, name: Literal["secret_key", "engine_secret"]) -> str:
        """That secret's value; LookupError while it is neither set nor made."""
        value: SecretStr | None = getattr(self, name)
        if value is None:
            raise LookupError(name)
        return value.get_secret_value()


def refusals(error: ValidationError) -> list[str]:
    """One line for each setting that is wrong, by its variable's name, without its value."""
    return [
        f"{PREFIX}{str(fault['loc'][0]).upper()}: {fault['msg']}" if fault["loc"] else fault["msg"]
        for fault in error.errors()
        if fault["type"] != "default_factory_not_called"
    ]
