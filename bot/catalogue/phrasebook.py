"""Every sentence the program says in one language, with that language's plurals, numbers and dates."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from pydantic import BaseModel, ConfigDict

PLURAL_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})
Plural = Mapping[str, str]


class MissingPhrase(LookupError):
    """A key no locale file has, or a value its sentence needs and was not given."""


class Phrasebook(BaseModel):
    """Sentences by dotted key; a plural is a map from CLDR categories, chosen by `count`; a list holds words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: str
    phrases: Mapping[str, str | Plural | Sequence[str]]

    def has(self, key: str) -> bool:
        return key in self.phrases

    def words(self, key: str) -> tuple[str, ...]:
        """The words a list of the locale holds; raises MissingPhrase."""
        found = self.phrases.get(key)
        if not isinstance(found, list):
            raise MissingPhrase(f"{self.language}: no list {key}")
        return tuple(found)

    def say(self, key: str, **values: object) -> str:
        """The sentence, filled in; raises MissingPhrase."""
        if key not in self.phrases:
            raise MissingPhrase(f"{self.language}: no phrase {key}")
        phrase: Any = self.phrases[key]
        count = values.get("count")
        try:
            template = phrase if isinstance(phrase, str) else self._plural(phrase, count)
            if isinstance(count, int):
                values["count"] = format_decimal(count, locale=self.language)
            return template.format_map(values)
        except KeyError as error:
            raise MissingPhrase(f"{self.language}: {key} needs {error}") from error

    def _plural(self, forms: Plural, count: object) -> str:
        if not isinstance(count, int):
            raise KeyError("count")
        category = Locale.parse(self.language).plural_form(count)
        return forms.get(category) or forms["other"]

    def date(self, day: date) -> str:
        """Such as « mercredi 1er mars 2023 »: some languages write the first of a month in their own way."""
        pattern = "dates.first_day" if day.day == 1 else "dates.day"
        return format_date(day, self.say(pattern), locale=self.language)

    def moment(self, starts: datetime, ends: datetime) -> str:
        """Such as « jeudi 9 mars 2023, 11:30-12:30 », in the moments' own time zone."""
        return self.say("dates.moment", day=self.date(starts), starts=self._time(starts), ends=self._time(ends))

    def _time(self, moment: datetime) -> str:
        return format_time(moment.time(), self.say("dates.time"), locale=self.language)


def flatten(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Dotted keys of nested sections, a plural's map staying whole."""
    flat: dict[str, Any] = {}
    for name, value in tree.items():
        if isinstance(value, Mapping) and not is_plural(value):
            flat |= flatten(value, f"{prefix}{name}.")
        else:
            flat[f"{prefix}{name}"] = value
    return flat


def is_plural(value: object) -> bool:
    return isinstance(value, Mapping) and "other" in value and PLURAL_CATEGORIES.issuperset(value)
