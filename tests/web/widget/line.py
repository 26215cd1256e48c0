"""The line between a browser and the service, which a test cuts, silences and mends."""

import socket
import threading
from contextlib import suppress

CHUNK = 65_536
EVENT = b"data: {"  # only the stream of events has this


class Line:
    """A port that leads to another; `port` is where the browser goes."""

    def __init__(self, to: int) -> None:
        self.to = to
        self.cutting = self.swallowing = False
        self.streams = 0
        self._open: list[socket.socket] = []
        self._streaming: set[socket.socket] = set()
        self._silenced: set[socket.socket] = set()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def cut_in_the_next_event(self) -> None:
        """The next event breaks off in its middle."""
        self.cutting = True

    def swallow_the_next_message(self) -> None:
        """The next message that is sent never arrives, and its sender never hears of it."""
        self.swallowing = True

    def fall_silent(self) -> None:
        """Nothing comes any more on the streams that are open now, and nobody is told."""
        self._silenced.update(self._streaming)

    def close(self) -> None:
        for each in (self._listener, *self._open):
            _end(each)

    def _accept(self) -> None:
        with suppress(OSError):  # the listener is closed at the end
            while True:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self.to))
                self._open += [near, far]
                for source, target in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(source, target), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):  # either side has gone
            while (chunk := source.recv(CHUNK)) and self._passes(chunk, source, target):
                pass
        for each in (source, target):
            _end(each)

    def _passes(self, chunk: bytes, source: socket.socket, target: socket.socket) -> bool:
        """Whether this direction goes on."""
        if b"/events HTTP/1.1" in chunk:
            self.streams += 1
            self._streaming.update((source, target))
        if self.swallowing and b"/messages HTTP/1.1" in chunk:
            self.swallowing = False
            self._silenced.update((source, target))
        if source in self._silenced:
            return True
        if self.cutting and EVENT in chunk:
            self.cutting = False
            target.sendall(chunk[: chunk.index(EVENT) + 2 * len(EVENT)])
            return False
        target.sendall(chunk)
        return True


def _end(one: socket.socket) -> None:
    with suppress(OSError):  # closed already
        one.shutdown(socket.SHUT_RDWR)
    one.close()
