"""What goes wrong on demand: refusals, silences and absences of the Bot API, by method and by count."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Condition

from tests.telegram.wire import Refused

SAID = {
    400: "Bad Request: chat not found",
    401: "Unauthorized",
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    409: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
    429: "Too Many Requests: retry after {0}",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


@dataclass
class Fault:
    """What happens to the next `times` calls of a method (`*` for all); `done` says whether they take effect."""

    method: str
    times: int
    done: bool
    seconds: float
    refusal: Refused

    def concerns(self, method: str) -> bool:
        return self.times > 0 and self.method.lower() in ("*", method.lower())


@dataclass
class Faults:
    """Those that are to come; `changed` guards and announces whatever changes in the server."""

    changed: Condition = field(default_factory=Condition)
    to_come: list[Fault] = field(default_factory=list)
    is_down: bool = False
    closed: bool = False

    def fail(
        self, method: str, *, status: int, description: str = "", retry_after: int | None = None, times: int = 1,
        after: bool = False,
    ) -> None:  # fmt: skip
        """Refuses the next calls; with `after`, they take effect all the same."""
        said = description or SAID[status].format(retry_after)
        self._plan(Fault(method, times, after, 0, Refused(status, said, retry_after)))

    def stall(self, method: str, seconds: float, *, after: bool = True, times: int = 1) -> None:
        """Answers the next calls too late: `after` they took effect, or without that they ever do."""
        self._plan(Fault(method, times, after, seconds, Refused(504, SAID[504])))

    def _plan(self, fault: Fault) -> None:
        with self.changed:
            self.to_come.append(fault)

    def fault(self, method: str) -> Fault | None:
        """The one that this call meets, if any: the first planned, once less."""
        with self.changed:
            found = next((each for each in self.to_come if each.concerns(method)), None)
            if found:
                found.times -= 1
            return found

    @contextmanager
    def down(self) -> Iterator[None]:
        """Nothing but 502 pages, and no update leaves, as long as this lasts."""
        self._turn(down=True)
        try:
            yield
        finally:
            self._turn(down=False)

    def _turn(self, *, down: bool) -> None:
        with self.changed:
            self.is_down = down
            self.changed.notify_all()

    def wait(self, seconds: float) -> None:
        """Lets that time pass, unless the server closes."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed, seconds)

    def close(self) -> None:
        """Ends whatever waits."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
