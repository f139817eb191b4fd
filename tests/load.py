"""Many readers at once: each asks one after the other, over one connection, for every file of a check."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CHUNK = 1 << 18
SILENCE = 120
"""Seconds without a byte after which a reader gives up; a thousand at once wait for each other for half a minute."""


class Load(NamedTuple):
    """What a run gave: readers who got everything, what went wrong for others, body bytes, seconds of each reader."""

    complete: int
    errors: list[str]
    body_bytes: int
    seconds: list[float]


async def run(url: str, readers: int, paths: Sequence[str], bodies: Mapping[str, bytes]) -> Load:
    """Let ``readers`` ask for all ``paths`` once all are connected; ``bodies`` are the bytes that have to come.

    Whoever waits longer than SILENCE for the connection or for a byte is an error, so every run ends.
    """
    where = urlsplit(url)
    connected = asyncio.Barrier(readers)
    seconds: list[float] = []
    errors: list[str] = []
    total = 0

    async def reader() -> None:
        nonlocal total
        try:
            async with asyncio.timeout(SILENCE):
                source, sink = await asyncio.open_connection(where.hostname, where.port, limit=CHUNK)
        except OSError as error:
            errors.append(f"connect: {error}")
            await connected.wait()
            return
        await connected.wait()
        start = time.monotonic()
        try:
            for path in paths:
                sink.write(f"GET {path} HTTP/1.1\r\nHost: {where.netloc}\r\nAccept-Encoding: br\r\n\r\n".encode())
                received = await _body(source, path, bodies[path])
                total += received  # Added after the wait: others add to it meanwhile.
        except (OSError, EOFError, AssertionError) as error:
            errors.append(f"{type(error).__name__}: {error}")
        else:
            seconds.append(time.monotonic() - start)
        finally:
            sink.close()

    await asyncio.gather(*(reader() for _ in range(readers)))
    return Load(len(seconds), errors, total, seconds)


async def _body(source: asyncio.StreamReader, path: str, expected: bytes) -> int:
    """Read one answer and compare it byte by byte; AssertionError names the path when it differs."""
    async with asyncio.timeout(SILENCE):
        head = (await source.readuntil(b"\r\n\r\n")).decode("latin-1")
    assert head.startswith("HTTP/1.1 200 "), f"{path}: {head.splitlines()[0]}"
    assert f"\r\nContent-Length: {len(expected)}\r\n" in head, f"{path}: another length"
    position = 0
    while position < len(expected):
        async with asyncio.timeout(SILENCE):
            chunk = await source.read(min(CHUNK, len(expected) - position))
        assert chunk, f"{path}: ends after {position} of {len(expected)} bytes"
        assert chunk == expected[position : position + len(chunk)], f"{path}: other bytes"
        position += len(chunk)
    return position
