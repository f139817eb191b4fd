"""Serve the built site on this machine the way a good host does.

The headers of `hosting.RULES`, compressed answers, and the site's own page for what is not found. Meant for
`make serve` and for the browser tests, not for the open network.
"""

from __future__ import annotations

import argparse
import email.utils
import functools
import gzip
import re
import sys
import threading
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import unquote, urlsplit

import brotli

from overrides.hooks import hosting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]

# Brotli's best quality takes a minute for the Python runtime, so big files get a quick one.
BIG_FILE_BYTES = 300_000
BEST_QUALITY = 11
QUICK_QUALITY = 5


class Body(NamedTuple):
    """A file as it goes over the wire."""

    content: bytes
    encoding: str | None


class SiteServer(ThreadingHTTPServer):
    """A web server for one folder on this machine, usable as a context manager.

    ``port=0`` takes any free port; ``url`` says which. ``headers`` go with every answer, instead of those of the table.
    Raises OSError when the port is taken.
    """

    daemon_threads = True

    def __init__(
        self,
        directory: Path,
        port: int = 0,
        *,
        headers: Mapping[str, str] | None = None,
        log: bool = False,
    ) -> None:
        """Prepare to serve ``directory``; `serve_forever` or the context manager starts it."""
        self.directory = directory
        self.headers = headers or {}
        self.log = log
        super().__init__(("127.0.0.1", port), SiteHandler)

    @property
    def url(self) -> str:
        """The address of the site, with a slash at the end."""
        return f"http://127.0.0.1:{self.server_port}/"

    def handle_error(self, request: object, client_address: object) -> None:
        """Report an error, unless a browser merely hung up."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]

    def __enter__(self) -> Self:
        """Serve in a thread of its own."""
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Stop serving and free the port."""
        self.shutdown()
        super().__exit__(kind, error, traceback)


class SiteHandler(SimpleHTTPRequestHandler):
    """Answers GET and HEAD for the files of a SiteServer."""

    protocol_version = "HTTP/1.1"
    server: SiteServer

    def do_GET(self) -> None:
        """Answer with the file, its compressed form or the page for what is not found."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer like GET, without the content."""
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it
        """Write a line for each request if the server was asked to."""
        if self.server.log:
            super().log_message(format, *args)

    def _answer(self, *, with_body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        file = self._file(path)
        if file is None:
            self._send(self.server.directory.resolve() / "404.html", HTTPStatus.NOT_FOUND, with_body=with_body)
        elif file.is_dir():
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", urlsplit(self.path).path + "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            self._send(file, HTTPStatus.OK, with_body=with_body)

    def _file(self, path: str) -> Path | None:
        """Return the file for a path of the site, a folder if its slash is missing, or None."""
        root = self.server.directory.resolve()
        file = (root / path.lstrip("/")).resolve()
        if not file.is_relative_to(root):
            return None
        if path.endswith("/"):
            file /= "index.html"
        return file if file.exists() else None

    def _send(self, file: Path, status: HTTPStatus, *, with_body: bool) -> None:
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        modified = file.stat().st_mtime_ns
        body = _body(file, modified, self._encoding(file))
        tag = f'"{modified:x}-{body.encoding or "plain"}"'
        if status is HTTPStatus.OK and self.headers.get("If-None-Match") == tag:
            status = HTTPStatus.NOT_MODIFIED
        self.send_response(status)
        self.send_header("ETag", tag)
        self.send_header("Vary", "Accept-Encoding")
        path = file.relative_to(self.server.directory.resolve()).as_posix()
        for name, value in {**hosting.headers(path), **self.server.headers}.items():
            self.send_header(name, value)
        self.send_header("Last-Modified", email.utils.formatdate(modified / 1e9, usegmt=True))
        if status is not HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Type", hosting.media_type(path))
            self.send_header("Content-Length", str(len(body.content)))
            if body.encoding:
                self.send_header("Content-Encoding", body.encoding)
        self.end_headers()
        if with_body and status is not HTTPStatus.NOT_MODIFIED:
            self.wfile.write(body.content)

    def _encoding(self, file: Path) -> str | None:
        """Return the best compression the browser asked for, or None."""
        if file.suffix in hosting.ALREADY_COMPRESSED:
            return None
        offered = re.findall(r"[a-z]+", self.headers.get("Accept-Encoding", ""))
        return next((encoding for encoding in hosting.NEIGHBOURS if encoding in offered), None)


@functools.lru_cache(maxsize=512)
def _body(file: Path, modified: int, encoding: str | None) -> Body:
    """Return the file's content in the encoding; read and compress again only after a change."""
    neighbour = file.with_name(file.name + hosting.NEIGHBOURS.get(encoding or "", ""))
    if encoding and neighbour.is_file() and neighbour.stat().st_mtime_ns >= modified:
        return Body(neighbour.read_bytes(), encoding)
    content = file.read_bytes()
    if encoding == "br":
        quality = QUICK_QUALITY if len(content) > BIG_FILE_BYTES else BEST_QUALITY
        return Body(brotli.compress(content, quality=quality), encoding)
    if encoding == "gzip":
        return Body(gzip.compress(content, mtime=0), encoding)
    return Body(content, None)


def main() -> int:
    """Serve until interrupted; 1 with a message when that is not possible."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--dir", type=Path, default=ROOT / "site")
    options = parser.parse_args()
    if not options.dir.is_dir():
        print(f"serve: there is no folder {options.dir}. Please run `make site`.", file=sys.stderr)
        return 1
    try:
        server = SiteServer(options.dir, options.port, log=True)
    except OSError as error:
        print(
            f"serve: port {options.port} cannot be used ({error.strerror}). "
            f"Please choose another: `make serve PORT={options.port + 1}`.",
            file=sys.stderr,
        )
        return 1
    print(f"serve: {server.url} (stop with Ctrl+C)")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
