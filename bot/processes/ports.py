"""Whether the ports of the two processes are free."""

import socket

from bot.settings import PREFIX, Settings

NAMES = ("port", "engine_port", "actions_port")


def doubled(settings: Settings) -> list[str]:
    """The settings that name one port between them; none when each has its own."""
    ports = [getattr(settings, name) for name in NAMES]
    return [PREFIX + name.upper() for name, port in zip(NAMES, ports, strict=True) if ports.count(port) > 1]


def taken(settings: Settings) -> list[tuple[str, int]]:
    """The (setting, port) pairs that another program listens on."""
    wanted = {"port": settings.host, "engine_port": settings.engine_host, "actions_port": settings.actions_host}
    ports = [(name, host, int(getattr(settings, name))) for name, host in wanted.items()]
    return [(PREFIX + name.upper(), port) for name, host, port in ports if not _free(host, port)]


def _free(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as listener:
        # As the servers do: a connection of the previous run that is still closing does not count.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
    return True
