"""Settings: documented, refused by name, explicit in production."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import ValidationError

from bot.processes.environment import as_exports, engine_variables, service_environment
from bot.processes.secrets import with_secrets
from bot.settings import PREFIX, Settings, refusals

PRODUCTION = {
    "ENV": "production",
    "SECRET_KEY": "k" * 32,
    "ENGINE_SECRET": "e" * 32,
    "PUBLIC_URL": "https://consultation.example.org",
}


def in_environment(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    assert f"| `{PREFIX}{name.upper()}` |" in Path("docs/settings.md").read_text()


def test_no_setting_is_documented_that_does_not_exist() -> None:
    lines = Path("docs/settings.md").read_text().splitlines()
    documented = {line.split("`")[1] for line in lines if line.startswith(f"| `{PREFIX}")}
    assert documented == {PREFIX + name.upper() for name in Settings.model_fields}


def test_the_demonstration_needs_no_setting() -> None:
    settings = Settings()
    assert settings.env == "demonstration"
    assert settings.database_url == f"sqlite:///{Path('data').resolve()}/consultation.sqlite3"


def test_addresses_follow_the_ports(monkeypatch: pytest.MonkeyPatch) -> None:
    in_environment(monkeypatch, PORT="9000", ENGINE_PORT="9001", ACTIONS_PORT="9002")
    settings = Settings()
    assert settings.public_url == "http://127.0.0.1:9000"
    assert settings.engine_urls == ("http://127.0.0.1:9001",)
    assert settings.actions_url == "http://127.0.0.1:9002/actions"


def test_lists_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    in_environment(monkeypatch, ENGINE_URLS="http://one:5005, http://two:5005")
    assert Settings().engine_urls == ("http://one:5005", "http://two:5005")


def test_a_wrong_setting_is_refused_by_its_name_and_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    in_environment(monkeypatch, PORT="70000", SECRET_KEY="too-short")
    with pytest.raises(ValidationError) as error:
        Settings()
    lines = refusals(error.value)
    assert [line.split(":")[0] for line in lines] == ["CONSULTATION_PORT", "CONSULTATION_SECRET_KEY"]
    assert not any("70000" in line or "too-short" in line for line in lines)


@pytest.mark.parametrize("address", ["mysql://u:geheim@h/d", "postgresql+psycopg2://u:geheim@h/d", "/data/file"])
def test_a_database_of_another_kind_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    in_environment(monkeypatch, DATABASE_URL=address)
    with pytest.raises(ValidationError) as error:
        Settings()
    (line,) = refusals(error.value)
    assert line.startswith("CONSULTATION_DATABASE_URL: ")
    assert "geheim" not in line


def test_production_starts_when_everything_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    in_environment(monkeypatch, **PRODUCTION)
    assert Settings().env == "production"


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ENGINE_SECRET", "PUBLIC_URL"])
def test_production_refuses_what_the_demonstration_makes_up(monkeypatch: pytest.MonkeyPatch, missing: str) -> None:
    in_environment(monkeypatch, **{name: value for name, value in PRODUCTION.items() if name != missing})
    with pytest.raises(ValidationError, match=f"CONSULTATION_{missing}"):
        Settings()


def test_production_refuses_a_moved_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    in_environment(monkeypatch, **PRODUCTION, NOW="2023-03-01T00:00:00Z")
    with pytest.raises(ValidationError, match="CONSULTATION_NOW"):
        Settings()


def test_a_child_process_reads_the_same_settings(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    given = {"now": "2023-03-01", "rehearsal": "true", "engine_urls": "http://one:1,http://two:2"}
    told = with_secrets(Settings.model_validate(settings.model_dump(exclude_none=True) | given))
    for name, value in service_environment(told).items():
        monkeypatch.setenv(name, value)
    assert Settings() == told


def test_the_engine_is_given_its_own_secret_and_no_other(settings: Settings) -> None:
    settings = with_secrets(settings)
    variables = engine_variables(settings)
    assert variables["CONSULTATION_ENGINE_SECRET"] == settings.secret("engine_secret")
    assert settings.secret("secret_key") not in variables.values()


def test_exports_survive_a_shell() -> None:
    assert as_exports({"NAME": "it's $HOME"}) == """export NAME='it'"'"'s $HOME'"""


def test_websites_that_may_embed_are_origins(monkeypatch: pytest.MonkeyPatch) -> None:
    origins = ("https://www.example.org", "http://localhost:8080", "https://xn--muse-dpa.example:8443")
    in_environment(monkeypatch, ALLOWED_ORIGINS=", ".join(origins))
    assert Settings().allowed_origins == origins


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "https://*.example.org",
        "www.example.org",
        "https://example.org/",
        "https://example.org/page",
        "https://Example.org",
        "https://example.org:443",
        "http://example.org:80",
        "https://someone:geheim@example.org",
        "https://example.org; script-src *",
        "ftp://example.org",
        "null",
    ],
)
def test_a_website_that_no_browser_would_name_so_stops_the_start(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    in_environment(monkeypatch, ALLOWED_ORIGINS=f"https://www.example.org, {wrong}")
    with pytest.raises(ValidationError) as error:
        Settings()
    (line,) = refusals(error.value)
    assert line.startswith("CONSULTATION_ALLOWED_ORIGINS: ")
    assert "number 2" in line
    assert "geheim" not in line


def test_the_keys_of_chats_reach_the_service_as_they_were_set(monkeypatch: pytest.MonkeyPatch) -> None:
    keys = ",".join(Fernet.generate_key().decode() for _ in range(2))
    in_environment(monkeypatch, CHAT_KEYS=keys, **PRODUCTION)
    assert service_environment(Settings())[f"{PREFIX}CHAT_KEYS"] == keys
    assert f"{PREFIX}CHAT_KEYS" not in engine_variables(Settings())
