"""A server that lets readers down on purpose: cut, silent, slow, damaged, renewed.

All faults lie in the server, so every browser meets the same ones.
"""

from __future__ import annotations

import re
import threading
import time
from contextlib import contextmanager
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from overrides.hooks import hosting
from overrides.hooks.serve import SiteHandler, SiteServer

if TYPE_CHECKING:
    import io
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Fault = Callable[["FaultyHandler", bytes], None]

CUT_ADDRESS = "/cut-the-network"
PIECE = 1_024
STALL = 6
"""Seconds of a patience that tests shorten, and long enough for a machine that does much else meanwhile."""
HASH = re.compile(r"""(?<=[./"-])[0-9a-f]{12}(?=[./])""")
"""The part of a name that changes with the content."""


class FaultyServer(SiteServer):
    """Serves a site with faults that tests switch on and off."""

    def __init__(self, directory: Path) -> None:
        """Serve ``directory`` without any fault.

        ``requests`` are the paths asked for, ``sent`` counts bytes of answers. While ``down`` it hangs up on
        everybody, while ``renewed`` it is a newer version of the site in which every name with a hash is another one.
        """
        super().__init__(directory)
        self.RequestHandlerClass = FaultyHandler
        self.reset()

    def reset(self) -> None:
        """Work without a fault again."""
        self.faults: list[tuple[re.Pattern[str], Fault]] = []
        self.renewed = False
        self.down = False
        self.bucket: Bucket | None = None
        self.requests: list[str] = []
        self.sent = 0
        self.calm = threading.Event()

    @contextmanager
    def failing(self, path: str, fault: Fault) -> Iterator[None]:
        """Answer with a fault where ``path``, a regular expression, is found in the address."""
        entry = (re.compile(path), fault)
        self.faults.append(entry)
        yield
        self.calm.set()
        self.faults.remove(entry)
        self.calm = threading.Event()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: hanging up is what many faults are."""


class Bucket:
    """Bytes that all connections together may send, refilled every moment."""

    def __init__(self, kilobits: float) -> None:
        """Fill with ``kilobits`` a second."""
        self.rate = kilobits * 1000 / 8
        self.free_at = time.monotonic()
        self.lock = threading.Lock()

    def take(self, count: int) -> None:
        """Wait for one's turn to send ``count`` bytes."""
        with self.lock:
            self.free_at = max(self.free_at, time.monotonic()) + count / self.rate
            wait = self.free_at - time.monotonic()
        time.sleep(max(0.0, wait))


class FaultyHandler(SiteHandler):
    """Answers like a good server unless a fault is on."""

    server: FaultyServer

    def setup(self) -> None:
        """Send everything through the shared bucket."""
        super().setup()
        self.wfile: Any = Throttled(self.wfile, self.server)

    def do_GET(self) -> None:  # noqa: N802 - the base class names it
        """Answer with a fault if one is on for this address."""
        path = unquote(urlsplit(self.path).path)
        self.server.requests.append(path)
        if path == CUT_ADDRESS:
            self.server.down = True
            self.reply(b"", "text/plain")
            return
        if self.server.down:
            hang_up(self, b"")
            return
        for pattern, fault in self.server.faults:
            if pattern.search(path):
                file = self._file(path)
                fault(self, file.read_bytes() if file else b"")
                return
        if self.server.renewed:
            self._renewed(path)
            return
        super().do_GET()

    def reply(self, content: bytes, kind: str = "", *, length: int | None = None, status: int = HTTPStatus.OK) -> None:
        """Send ``content`` as what is asked for, or as ``kind``; ``length`` is the length that is announced."""
        path = urlsplit(self.path).path.lstrip("/")
        name = f"{path}index.html" if path.endswith("/") or not path else path
        self.send_response(status)
        for header, value in hosting.headers(name).items():
            if header != "Cache-Control":
                self.send_header(header, value)
        self.send_header("Content-Type", kind or hosting.media_type(name))
        self.send_header("Content-Length", str(len(content) if length is None else length))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(content)

    def _renewed(self, path: str) -> None:
        """Answer as the newer version of the site: here the new names are the old ones read backwards."""
        file = self._file(_backwards(path))
        if file is None:
            self.reply(b"gone", "text/html", status=HTTPStatus.NOT_FOUND)
        elif path.endswith(("/", ".json")):
            self.reply(_backwards(file.read_text(encoding="utf-8")).encode())
        else:
            self.reply(file.read_bytes())


def _backwards(text: str) -> str:
    """Turn the hashes in a path or a page around."""
    return HASH.sub(lambda found: found[0][::-1], text)


class Throttled:
    """What a handler writes to, in pieces and no faster than the bucket of its server allows."""

    def __init__(self, stream: io.BufferedIOBase, server: FaultyServer) -> None:
        """Write to ``stream``."""
        self.stream = stream
        self.server = server

    def write(self, content: bytes) -> int:
        """Send ``content``, at once if nothing limits it."""
        view = memoryview(content)
        if self.server.bucket is None:
            self.server.sent += len(view)
            self.stream.write(view)
            return len(view)
        for start in range(0, len(view), PIECE):
            piece = view[start : start + PIECE]
            if self.server.bucket is not None:
                self.server.bucket.take(len(piece))
            self.server.sent += len(piece)
            self.stream.write(piece)
        return len(view)

    def __getattr__(self, name: str) -> object:
        """Be the stream in everything else."""
        return getattr(self.stream, name)


def hang_up(handler: FaultyHandler, content: bytes) -> None:
    """Close the connection without a word."""
    del content
    handler.close_connection = True
    handler.connection.close()


def break_off(handler: FaultyHandler, content: bytes) -> None:
    """Close the connection in the middle of the file."""
    handler.reply(content[: len(content) // 2], length=len(content))
    handler.wfile.flush()
    hang_up(handler, content)


def fall_silent(handler: FaultyHandler, content: bytes) -> None:
    """Send half of the file, then nothing more, with the connection open."""
    handler.reply(content[: len(content) // 2], length=len(content))
    handler.wfile.flush()
    handler.server.calm.wait(120)
    hang_up(handler, content)


def hold(handler: FaultyHandler, content: bytes) -> None:
    """Send the file when the fault is over."""
    handler.server.calm.wait(120)
    handler.reply(content)


def be_missing(handler: FaultyHandler, content: bytes) -> None:
    """Say that there is no such file."""
    del content
    handler.reply(b"no", "text/html", status=HTTPStatus.NOT_FOUND)


def truncate(handler: FaultyHandler, content: bytes) -> None:
    """Send half of the file as if it were all."""
    handler.reply(content[: len(content) // 2])


def corrupt(handler: FaultyHandler, content: bytes) -> None:
    """Send the file with other bytes in its middle, in the same length."""
    middle = len(content) // 2
    damaged = bytes(byte ^ 0xFF for byte in content[middle : middle + 64])
    handler.reply(content[:middle] + damaged + content[middle + 64 :])


def append_nothing_much(handler: FaultyHandler, content: bytes) -> None:
    """Send a file that works and is not the one that was meant: only its hash tells."""
    handler.reply(content + b"\n")


def mislabel(handler: FaultyHandler, content: bytes) -> None:
    """Send the right file under a wrong media type."""
    handler.reply(content, "application/octet-stream")


def sign_in_page(handler: FaultyHandler, content: bytes) -> None:
    """Answer as the portal of a public network does."""
    del content
    handler.reply(b"<!doctype html><title>Welcome to our WiFi</title>", "text/html")


def saying(old: str, new: str) -> Fault:
    """Send a text file with ``new`` instead of ``old``, which has to be in it."""

    def fault(handler: FaultyHandler, content: bytes) -> None:
        assert old.encode() in content, old
        handler.reply(content.replace(old.encode(), new.encode()))

    return fault


def preceded_by(script: str) -> Fault:
    """Send a script with another one before it."""

    def fault(handler: FaultyHandler, content: bytes) -> None:
        handler.reply(script.encode() + b"\n" + content)

    return fault


IMPATIENT = (r"/patience\.mjs$", saying("stall: 20", f"stall: {STALL}"))
"""The page waits no longer than ``STALL`` for what falls silent; for ``FaultyServer.failing``."""
