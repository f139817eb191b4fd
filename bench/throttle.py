"""A cheap phone on a slow network: half a core for the browser, 1.6 Mbit/s and 150 ms for the server.

DevTools slow down neither workers nor, for them, the network, and Python runs in a worker. So the browser
gets a quota of the kernel, and the server lets all connections together take from one bucket.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from overrides.hooks.serve import SiteHandler, SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

BYTES_PER_SECOND = 1_600_000 / 8
LATENCY = 0.150
PIECE = 4096
PERIOD_US = 100_000
GROUPS_V1 = Path("/sys/fs/cgroup/cpu")
GROUPS_V2 = Path("/sys/fs/cgroup")


class Bucket:
    """Bytes that all answers of a server share; whoever takes some waits until they would have arrived."""

    def __init__(self, rate: float) -> None:
        """Let ``rate`` bytes through in a second."""
        self.rate = rate
        self.free_at = 0.0
        self.lock = threading.Lock()

    def take(self, count: int) -> None:
        """Wait until ``count`` bytes are through."""
        with self.lock:
            self.free_at = max(self.free_at, time.monotonic()) + count / self.rate
            wait = self.free_at - time.monotonic()
        time.sleep(max(wait, 0))


class SlowHandler(SiteHandler):
    """Answers later and in small pieces."""

    def setup(self) -> None:
        """Put the bucket between the answer and the connection."""
        super().setup()
        self.wfile = _Slow(self.wfile, self.server.bucket)  # type: ignore[assignment, attr-defined]

    def parse_request(self) -> bool:
        """Wait as long as the request would have been under way."""
        time.sleep(LATENCY)
        return super().parse_request()


class _Slow:
    """A connection that only takes what the bucket gives."""

    def __init__(self, connection: Any, bucket: Bucket) -> None:  # noqa: ANN401 - a writable file
        self.connection = connection
        self.bucket = bucket

    def write(self, content: bytes) -> int:
        for start in range(0, len(content), PIECE):
            piece = content[start : start + PIECE]
            self.bucket.take(len(piece))
            self.connection.write(piece)
        return len(content)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - everything else is the connection's
        return getattr(self.connection, name)


class SlowServer(SiteServer):
    """A server behind a slow mobile network."""

    def __init__(self, directory: Path) -> None:
        """Prepare to serve ``directory``."""
        super().__init__(directory)
        self.bucket = Bucket(BYTES_PER_SECOND)
        self.RequestHandlerClass = SlowHandler


@contextlib.contextmanager
def half_a_core(program: str, folder: Path) -> Iterator[str]:
    """Give a command that runs ``program`` and all its children with half a core together.

    PermissionError or FileNotFoundError where this user may not make control groups.
    """
    old = (GROUPS_V1 / "cpu.cfs_quota_us").exists()
    group = (GROUPS_V1 if old else GROUPS_V2) / f"bench-{os.getpid()}"
    group.mkdir()
    try:
        if old:
            (group / "cpu.cfs_period_us").write_text(str(PERIOD_US))
            (group / "cpu.cfs_quota_us").write_text(str(PERIOD_US // 2))
        else:
            (group / "cpu.max").write_text(f"{PERIOD_US // 2} {PERIOD_US}")
        command = folder / "half-a-core"
        command.write_text(f'#!/bin/sh\necho $$ > {group}/cgroup.procs\nexec "{program}" "$@"\n')
        command.chmod(0o755)
        yield str(command)
    finally:
        for _ in range(100):  # A group goes when the last process in it has gone.
            try:
                group.rmdir()
                break
            except OSError:
                time.sleep(0.1)
