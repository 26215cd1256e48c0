"""What Rasa 3.6.21 wastes or prints and gives no extension point for: each patch with its reason, applied on demand."""

import hashlib
import inspect
import logging
from dataclasses import dataclass
from functools import cache
from typing import Any

import rasa.shared.utils.common
from rasa.core.actions.action import RemoteAction
from rasa.core.actions.forms import FormAction
from rasa.engine.runner.dask import DaskGraphRunner
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.utils.endpoints import EndpointConfig

from engine import action_calls, graph_run
from engine.action_calls import ActionFailed
from engine.decisions import DECIDING

_stock_run = RemoteAction.run
_stock_validate_slots = FormAction.validate_slots
_event_classes: dict[str, type[Event]] = {}


class PatchMismatch(RuntimeError):
    """The installed Rasa is not the one a patch was written for."""


def _validate_action_result(self: RemoteAction, result: Any) -> bool:
    action_calls.check(self.name(), result)
    return True


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    if type_name not in _event_classes:
        # reversed: where a name is used twice, Rasa takes the first class
        known = reversed(rasa.shared.utils.common.all_subclasses(Event))
        _event_classes.update({found.type_name: found for found in known if isinstance(found.type_name, str)})
    if type_name in _event_classes or default is not None:
        return _event_classes.get(type_name, default)
    raise ActionFailed("an event of an unknown type")


async def _validate_slots(
    self: FormAction, slot_candidates: dict[str, Any], *context: Any, **named_context: Any
) -> list[Event]:
    if not slot_candidates:
        return []
    events: list[Event] = await _stock_validate_slots(self, slot_candidates, *context, **named_context)
    return events


async def _run(self: RemoteAction, *context: Any, **named_context: Any) -> list[Event]:
    deciding = DECIDING.get()
    if deciding is not None:
        deciding.actions.append(self.name())
        return []
    try:
        events: list[Event] = await _stock_run(self, *context, **named_context)
    except Exception as error:
        # `from None`: Rasa prints the chain, and what it hides may quote the citizen
        raise ActionFailed(f"action '{self.name()}' failed ({type(error).__name__})") from None
    return events


def _is_empty(self: Domain) -> bool:
    return bool(self.as_dict() == _empty_domain())


@cache
def _empty_domain() -> dict[str, Any]:
    empty: dict[str, Any] = Domain.empty().as_dict()
    return empty


@dataclass(frozen=True)
class Patch:
    """One function of Rasa replaced: where, by what, the hash of the source it was written for, and why."""

    owner: type[Any]
    name: str
    replacement: Any
    source: str
    reason: str


PATCHES: tuple[Patch, ...] = (
    Patch(
        owner=RemoteAction,
        name="_validate_action_result",
        replacement=_validate_action_result,
        source="f8cdb4be6812",
        reason="checks its own schema again at every reply, 25-40 ms; its error quotes the reply",
    ),
    Patch(
        owner=Event,
        name="resolve_by_type",
        replacement=staticmethod(_resolve_by_type),
        source="b5cf570fa7f2",
        reason="walks every subclass of Event for every event read",
    ),
    Patch(
        owner=FormAction,
        name="validate_slots",
        replacement=_validate_slots,
        source="b00dc863e49a",
        reason="a form that extracted nothing calls its validation all the same: 3 calls for a digression instead of 1",
    ),
    Patch(
        owner=RemoteAction,
        name="run",
        replacement=_run,
        source="ccabf6f1160d",
        reason="a turn is decided before its action is called, and the log quotes the action server's answer",
    ),
    Patch(
        owner=DaskGraphRunner,
        name="run",
        replacement=graph_run.run,
        source="45f0f52f574f",
        reason="plans the same ten steps on one thread at every prediction, 1-2 ms a turn",
    ),
    Patch(
        owner=Domain,
        name="is_empty",
        replacement=_is_empty,
        source="884be90ef485",
        reason="builds an empty domain at every message to be compared with, 0.3 ms",
    ),
    Patch(
        owner=EndpointConfig,
        name="request",
        replacement=action_calls.request,
        source="ccdb778aed82",
        reason="opens a connection at every call, and its error quotes the answer",
    ),
)

_originals: dict[tuple[type[Any], str], Any] = {}


def source_hash(patch: Patch) -> str:
    """The first 12 digits of the sha256 of the unpatched function's source."""
    original = _originals.get((patch.owner, patch.name)) or inspect.getattr_static(patch.owner, patch.name)
    return hashlib.sha256(inspect.getsource(original).encode()).hexdigest()[:12]


def apply() -> None:
    """Apply every patch, once; raises PatchMismatch if Rasa's source is not what a patch was written for."""
    if _originals:
        return
    for patch in PATCHES:
        if source_hash(patch) != patch.source:
            raise PatchMismatch(f"{patch.owner.__name__}.{patch.name} is {source_hash(patch)}, not {patch.source}")
    for patch in PATCHES:
        _originals[patch.owner, patch.name] = inspect.getattr_static(patch.owner, patch.name)
        setattr(patch.owner, patch.name, patch.replacement)
    silence()


def silence() -> None:
    """Rasa's debug lines quote what was said: its loggers stop at INFO, whatever the command line asks."""
    logger = logging.getLogger("rasa")
    logger.setLevel(max(logger.getEffectiveLevel(), logging.INFO))
