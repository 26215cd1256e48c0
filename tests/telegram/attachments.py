"""What people send that is not text, as the wire shows it."""

from collections.abc import Callable
from itertools import count
from typing import Any

from tests.telegram.wire import Wire

NUMBERS = count(1)


def _file(**about: Any) -> Wire:
    number = next(NUMBERS)
    return {"file_id": f"AgACAgQAAxkBAAI{number:06}", "file_unique_id": f"AQAD{number:06}", "file_size": 12_345} | about


def file_named(name: str, *, kind: str, size: int) -> Wire:
    """A document that the bot sends."""
    return _file(file_name=name, mime_type=kind, file_size=size)


def _animation() -> Wire:
    about = _file(file_name="bravo.mp4", mime_type="video/mp4")
    return {"animation": about | {"width": 320, "height": 240, "duration": 3}, "document": about}


def _sticker() -> Wire:
    look = {"type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False, "emoji": "👍"}
    return {"sticker": _file(**look, set_name="Bravo")}


def _poll() -> Wire:
    options = [{"persistent_id": str(rank), "text": text, "voter_count": 0} for rank, text in enumerate(("Oui", "Non"))]
    rules = {"is_anonymous": True, "allows_multiple_answers": False, "allows_revoting": True, "members_only": False}
    about = {"id": str(next(NUMBERS)), "question": "D’accord ?", "type": "regular", "is_closed": False}
    return {"poll": about | rules | {"options": options, "total_voter_count": 0}}


ATTACHMENTS: dict[str, Callable[[], Wire]] = {
    "voice": lambda: {"voice": _file(duration=4, mime_type="audio/ogg")},
    "photo": lambda: {"photo": [_file(width=90, height=67), _file(width=1280, height=960)], "caption": "Notre salle"},
    "sticker": _sticker,
    "document": lambda: {"document": _file(file_name="contribution.pdf", mime_type="application/pdf")},
    "location": lambda: {"location": {"latitude": 48.8625, "longitude": 2.3364}},
    "contact": lambda: {"contact": {"phone_number": "+33639980000", "first_name": "Ada", "user_id": 4_242}},
    "poll": _poll,
    "video": lambda: {"video": _file(width=640, height=480, duration=9, mime_type="video/mp4")},
    "animation": _animation,
}
