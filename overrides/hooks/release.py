"""Prepare the built site for web servers: `make release` writes ``build/release/``.

* ``site/``: the site, every file that compression makes smaller with its neighbours ``.br`` and ``.gz``,
* ``nginx/``, ``apache/``, ``netlify/``, ``cloudflare/``, ``pages/``: what each host needs, see HOSTING.md.

Two releases of one site hold the same bytes, and a file that stays the same keeps its date, from which web servers
tell browsers whether they have it already. What is compressed best is kept in ``build/compressed/`` under the hash
of its content, so a file of megabytes costs its minute once.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import re
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import brotli

from overrides.hooks import hosting

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "build" / "compressed"
BEST_BROTLI, BEST_GZIP = 11, 9
# There are thousands of pages and each changes often: a tenth more bytes for a fortieth of the time.
PAGE_BROTLI = 7
# A neighbour that saves less is not worth its place.
WORTH_IT = 0.95


def write(site: Path, out: Path) -> dict[str, int]:
    """Make ``out`` the release of ``site``; return bytes by coding, "" for the plain files.

    Raises FileNotFoundError when ``site`` is not a built site.
    """
    base = _base(site)
    names = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    KEPT.mkdir(parents=True, exist_ok=True)
    # Both codings release Python's lock while they work.
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        files = list(pool.map(lambda name: _release(site / name, out / "site" / name), names))
    expected = {path for written in files for path in written}
    for path in (out / "site").rglob("*"):
        if path.is_file() and path not in expected:
            path.unlink()
    configurations = {
        "nginx/http.conf": hosting.nginx_http(base),
        "nginx/server.conf": hosting.nginx_server(base),
        "apache/.htaccess": hosting.apache(base),
        "netlify/_headers": hosting.netlify(names, base),
        "cloudflare/_headers": hosting.cloudflare(names, base),
        "pages/.nojekyll": "",
    }
    for name, text in configurations.items():
        _put(out / name, text.encode())
    return {coding: sum(_sent(written, coding) for written in files) for coding in ("", *hosting.NEIGHBOURS)}


def _base(site: Path) -> str:
    """The path below which the site was built to be served, "/" or such as "/check/"."""
    found = re.search(r"^Sitemap: (.*)sitemap\.xml$", (site / "robots.txt").read_text(encoding="utf-8"), re.MULTILINE)
    if not found:
        raise FileNotFoundError(f"{site}/robots.txt names no sitemap.")
    return urlsplit(found[1]).path


def _release(source: Path, target: Path) -> dict[Path, int]:
    """Write a file of the site and the neighbours that are worth it; return their bytes, the file's own first."""
    content = source.read_bytes()
    written = {target: _put(target, content)}
    if source.suffix not in hosting.ALREADY_COMPRESSED:
        for coding, suffix in hosting.NEIGHBOURS.items():
            packed = _packed(content, coding, page=source.suffix == ".html")
            if len(packed) <= WORTH_IT * len(content):
                neighbour = target.with_name(target.name + suffix)
                written[neighbour] = _put(neighbour, packed)
    return written


def _put(path: Path, content: bytes) -> int:
    """Write a file unless it says so already; return its bytes."""
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return len(content)


def _sent(written: dict[Path, int], coding: str) -> int:
    """The bytes that a browser gets of a file if it accepts ``coding``."""
    suffix = hosting.NEIGHBOURS.get(coding, " ")
    return next((size for path, size in written.items() if path.suffix == suffix), next(iter(written.values())))


def _packed(content: bytes, coding: str, *, page: bool) -> bytes:
    if coding == "gzip":
        return gzip.compress(content, BEST_GZIP, mtime=0)
    if page:
        return bytes(brotli.compress(content, quality=PAGE_BROTLI))
    kept = KEPT / f"{hashlib.sha256(content).hexdigest()}.br"
    if not kept.is_file():
        half = kept.with_suffix(f".{os.getpid()}-{id(content)}")  # Not read by anyone before it is whole.
        half.write_bytes(brotli.compress(content, quality=BEST_BROTLI))
        half.replace(kept)
    return kept.read_bytes()


def main() -> int:
    """Write the release from the command line; 0 on success, 1 with a message otherwise."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--out", type=Path, default=ROOT / "build" / "release")
    options = parser.parse_args()
    start = time.monotonic()
    try:
        total = write(options.site, options.out)
    except FileNotFoundError as error:
        print(f"release: {error} Please run `make site`.", file=sys.stderr)
        return 1
    told = ", ".join(f"{size / 1e6:.1f} MB {coding or 'plain'}" for coding, size in total.items())
    print(f"release: {options.out}, {told}, {time.monotonic() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
