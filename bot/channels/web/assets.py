"""Style and scripts, under an address that changes with their content, so that they are cached for good."""

import hashlib
from pathlib import Path

from fastapi import APIRouter, HTTPException
from starlette.responses import FileResponse

FOLDER = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
YEAR_SECONDS = 31_536_000


class Assets:
    """The files of static/, read once to know their version; modules import each other within one version."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.files = {file.name: file for file in sorted(folder.iterdir()) if file.suffix in TYPES}
        digest = hashlib.sha256()
        for name, file in self.files.items():
            digest.update(name.encode() + file.read_bytes())
        self.version = digest.hexdigest()[:12]

    def address(self, name: str) -> str:
        """Raises KeyError for a file that is not there."""
        return f"/static/{self.version}/{self.files[name].name}"

    def router(self) -> APIRouter:
        router = APIRouter(include_in_schema=False)

        @router.get("/static/{version}/{name}")
        async def asset(version: str, name: str) -> FileResponse:
            if name not in self.files:
                raise HTTPException(404)
            kept = f"public, max-age={YEAR_SECONDS}, immutable" if version == self.version else "no-cache"
            file = self.files[name]
            return FileResponse(file, media_type=TYPES[file.suffix], headers={"Cache-Control": kept})

        return router
