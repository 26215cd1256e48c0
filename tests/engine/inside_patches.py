"""Run by the engine's Python, where Rasa can be imported: prints what is true of the patches, as JSON."""

import contextlib
import dataclasses
import json
import logging
import sys
from collections.abc import Iterator
from unittest.mock import patch as replaced

sys.path.insert(0, ".")

import rasa.shared.utils.common as rasa_common
from rasa.shared.core.events import Event

from engine import patches

Facts = Iterator[tuple[str, bool]]


def is_applied(patch: patches.Patch) -> bool:
    """Whether the class now has the replacement."""
    return patch.owner.__dict__[patch.name] is patch.replacement


def before() -> Facts:
    """Importing replaces nothing, and a Rasa of another source is refused as a whole."""
    yield "nothing happens at import", not any(map(is_applied, patches.PATCHES))
    for each in patches.PATCHES:
        yield (
            f"{each.owner.__name__}.{each.name} was written for the pinned Rasa",
            patches.source_hash(each) == each.source,
        )
    stranger = (*patches.PATCHES[:-1], dataclasses.replace(patches.PATCHES[-1], source="another"))
    with replaced.object(patches, "PATCHES", stranger):
        yield "another Rasa is refused", refuses()
    yield "a refusal leaves Rasa as it was", not any(map(is_applied, patches.PATCHES))


def refuses() -> bool:
    with contextlib.suppress(patches.PatchMismatch):
        patches.apply()
        return False
    return True


def after(stock: dict[str, type[Event]]) -> Facts:
    """Every patch is in place and does what Rasa did."""
    for each in patches.PATCHES:
        yield f"{each.owner.__name__}.{each.name} is replaced", is_applied(each)
    yield "events are the ones Rasa found", {name: Event.resolve_by_type(name) for name in stock} == stock
    with replaced.object(rasa_common, "all_subclasses", side_effect=AssertionError):
        yield "events are found without a walk", Event.resolve_by_type("slot") is stock["slot"]
    yield "debug lines are not written", not logging.getLogger("rasa.core.processor").isEnabledFor(logging.DEBUG)


def main() -> None:
    logging.getLogger().setLevel(logging.DEBUG)
    names = [each.type_name for each in rasa_common.all_subclasses(Event) if isinstance(each.type_name, str)]
    stock = {name: Event.resolve_by_type(name) for name in names}
    facts = dict(before())
    patches.apply()
    patches.apply()
    print(json.dumps(facts | dict(after(stock))))


main()
