"""The two clocks: real time for the trace, the consultation's own time for opening, webinars and dates shown."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta


@dataclass(frozen=True)
class Clock:
    """A consultation's clock runs `offset` away from real time; the offset is the same in every process."""

    offset: timedelta = timedelta(0)

    @classmethod
    def starting(cls, *, at: datetime | None, started: datetime) -> "Clock":
        """A clock that showed `at` at the real moment `started`, or real time when `at` is None."""
        return cls(at - started) if at else cls()

    @property
    def shifted(self) -> bool:
        return bool(self.offset)

    def real(self) -> datetime:
        """Real time, in UTC: what `at`, expiry and the trace use."""
        return datetime.now(UTC)

    def now(self) -> datetime:
        """The consultation's time, in UTC."""
        return self.real() + self.offset
