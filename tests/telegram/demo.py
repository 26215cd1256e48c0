"""`make telegram-demo`: the whole product before this Bot API server, and a page that stands for Telegram."""

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

from starlette.applications import Starlette

from tests.telegram.bot_api import BotApi, application, running
from tests.telegram.chat_page import page_routes

PORT = "9000"
OTHERWISE = "TELEGRAM_DEMO_PORT=9100 make telegram-demo"
SERVE = Path(sys.executable).with_name("consultation")


def demo(api: BotApi) -> Starlette:
    """The Bot API and the page, at one address."""
    return Starlette(routes=[*application(api).routes, *page_routes(api)])


def main(*arguments: str) -> int:
    """Serves until the product stops; its exit status, or why nothing was started."""
    api, port = BotApi(), int(os.environ.get("TELEGRAM_DEMO_PORT", PORT))
    with ExitStack() as open_:
        try:
            address = open_.enter_context(running(api, app=demo(api), port=port))
        except OSError as error:
            sys.exit(f"Port {port} cannot be used ({error.strerror}). Choose another: {OTHERWISE}")
        print(f"What stands for Telegram is at {address} ({address}/?start=ecology begins at a theme)", flush=True)
        return _product(api, address, arguments)


def _product(api: BotApi, address: str, arguments: tuple[str, ...]) -> int:
    own = {"CONSULTATION_TELEGRAM_TOKEN": api.token, "CONSULTATION_TELEGRAM_API": address}
    own["CONSULTATION_TELEGRAM_LINKS"] = address
    with subprocess.Popen([SERVE, "serve", *arguments], env=os.environ | own) as product:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the product too, which ends in order
        signal.signal(signal.SIGTERM, lambda *_: product.terminate())
        return product.wait()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
