"""Serves these pages as another website would: from its own origin, under the policy that docs/embed.md asks for."""

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

FOLDER = Path(__file__).parent
TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
WRITTEN = "http://127.0.0.1:8000"  # the service's address, as the pages have it
POLICY = (
    "default-src 'self'; script-src 'self' {0}; connect-src {0}; style-src 'self'; img-src 'self'; frame-src {0}; "
    "base-uri 'none'; object-src 'none'"
)
service, port = sys.argv[1:] or (WRITTEN, "8100")


class Page(BaseHTTPRequestHandler):
    """One file of this folder, with the service's present address in it."""

    def do_GET(self) -> None:
        file = FOLDER / (Path(self.path.partition("?")[0]).name or "index.html")
        if file.suffix not in TYPES or not file.is_file():
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Type", TYPES[file.suffix])
        self.send_header("Content-Security-Policy", POLICY.format(service))
        self.end_headers()
        self.wfile.write(file.read_text().replace(WRITTEN, service).encode())


try:
    website = ThreadingHTTPServer(("127.0.0.1", int(port)), Page)
except (OSError, OverflowError, ValueError):
    sys.exit(f"Port {port} is taken or can't be used: free it, or choose another, as in make embed-demo PORT=8200")
if service != "--check":
    print(f"Another website that embeds it is at http://localhost:{port}", flush=True)
    website.serve_forever()
