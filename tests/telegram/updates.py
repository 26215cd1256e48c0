"""The updates that wait for the bot, each until it is confirmed; again, late or out of order on demand."""

from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from threading import Condition

from tests.telegram.wire import Refused, Wire

LEFT_OUT = {"chat_member", "message_reaction", "message_reaction_count"}  # unless they are asked for by name
ENDED = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"


@dataclass
class Waiting:
    """An update, whether the bot was given it, and whether it comes apart from the order of the others."""

    update: Wire
    apart: bool = False
    given: bool = False


@dataclass
class Updates:
    """What people did, numbered by one more each time."""

    changed: Condition
    next_id: int = 700_000_001
    allowed: frozenset[str] | None = None
    waiting: list[Waiting] = field(default_factory=list)
    held: list[Wire] | None = None
    polls: int = 0

    def add(self, kind: str, content: Wire) -> Wire:
        """One more update, kept for the bot unless it does not want its kind."""
        with self.changed:
            update = {"update_id": self.next_id, kind: deepcopy(content)}
            self.next_id += 1
            if self._wanted(kind):
                self._keep(update)
            return update

    def _wanted(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in LEFT_OUT

    def _keep(self, update: Wire) -> None:
        if self.held is not None:
            self.held.append(update)
        else:
            self.waiting.append(Waiting(update))
        self.changed.notify_all()

    def again(self, update: Wire) -> None:
        """The same update once more, whatever was confirmed meanwhile."""
        with self.changed:
            self.waiting.append(Waiting(deepcopy(update), apart=True))
            self.changed.notify_all()

    def hold(self) -> None:
        """From now on updates are made, and kept back."""
        with self.changed:
            self.held = self.held or []

    def release(self, order: Sequence[int] | None = None) -> list[Wire]:
        """Lets those kept back go, in the order of their ranks if one is given; returns them as they go."""
        with self.changed:
            held, self.held = self.held or [], None
            going = held if order is None else [held[rank] for rank in order]
            assert len(going) == len(held), "every update that was held is in the order once"
            self.waiting += [Waiting(each, apart=order is not None) for each in going]
            self.changed.notify_all()
            return going

    def allow(self, kinds: list[str] | None) -> None:
        """Chooses the kinds for later updates: an empty list means Telegram's own choice, None the present one."""
        if kinds is not None:
            self.allowed = frozenset(kinds) or None

    def poll(self, *, offset: int, limit: int, seconds: float, interrupted: Callable[[], bool]) -> list[Wire]:
        """What getUpdates gives: confirms what is below the offset, then waits for something to give."""
        with self.changed:
            self.polls += 1
            mine = self.polls
            self._confirm(offset)
            self.changed.notify_all()
            self.changed.wait_for(lambda: self.waiting or self.polls != mine or interrupted(), seconds)
            if self.polls != mine:
                raise Refused(409, ENDED)
            given = self.waiting[:limit]
            for each in given:
                each.given = True
            return [each.update for each in given]

    def _confirm(self, offset: int) -> None:
        """A negative offset forgets all but the last ones. What comes apart is only confirmed once it was given."""
        if offset < 0:
            self.waiting = self.waiting[offset:]
        self.waiting = [
            each for each in self.waiting if each.update["update_id"] >= offset or (each.apart and not each.given)
        ]
