"""The server of `make serve` behaves like a good host."""

from __future__ import annotations

import gzip
import http.client
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from overrides.hooks.serve import SiteServer

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
SERVE = [sys.executable, "-m", "overrides.hooks.serve"]
PAGE = "<!doctype html><title>Prüfung</title>" * 50


@pytest.fixture
def server(tmp_path: Path) -> Iterator[SiteServer]:
    site = tmp_path / "site"
    (site / "en" / "check").mkdir(parents=True)
    (site / "assets" / "runtime" / "82e024af8f89").mkdir(parents=True)
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "en" / "check" / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "404.html").write_text("nicht gefunden", encoding="utf-8")
    (site / "assets" / "client.mjs").write_text("export {};", encoding="utf-8")
    (site / "assets" / "runtime" / "82e024af8f89" / "a.wasm").write_bytes(b"\0asm" * 200_000)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    with SiteServer(site, headers={"X-Extra": "yes"}) as running:
        yield running


def get(server: SiteServer, path: str, method: str = "GET", **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, headers=named)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


@pytest.mark.parametrize(
    ("path", "media_type"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/en/check/?a=b", "text/html; charset=utf-8"),
        ("/assets/client.mjs", "text/javascript; charset=utf-8"),
        ("/assets/runtime/82e024af8f89/a.wasm", "application/wasm"),
    ],
)
def test_media_type(server: SiteServer, path: str, media_type: str) -> None:
    response, _ = get(server, path)
    assert response.status == 200
    assert response.headers["Content-Type"] == media_type
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Extra"] == "yes"


def test_compresses_with_what_the_browser_offers(server: SiteServer) -> None:
    response, body = get(server, "/", Accept_Encoding="gzip, deflate, br")
    assert response.headers["Content-Encoding"] == "br"
    assert brotli.decompress(body).decode() == PAGE
    response, body = get(server, "/", Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).decode() == PAGE
    response, body = get(server, "/")
    assert response.headers["Content-Encoding"] is None
    assert body.decode() == PAGE


def test_only_hashed_files_are_cached_for_ever(server: SiteServer) -> None:
    response, _ = get(server, "/assets/runtime/82e024af8f89/a.wasm")
    assert "immutable" in response.headers["Cache-Control"]
    response, _ = get(server, "/assets/client.mjs")
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_precompressed_neighbour_is_sent_unless_it_is_older(server: SiteServer) -> None:
    page = server.directory / "index.html"
    neighbour = page.with_name("index.html.br")
    neighbour.write_bytes(brotli.compress(b"neighbour"))
    _, body = get(server, "/", Accept_Encoding="br")
    assert brotli.decompress(body) == b"neighbour"
    page.write_text("newer", encoding="utf-8")
    changed = neighbour.stat().st_mtime + 1
    os.utime(page, (changed, changed))
    _, body = get(server, "/", Accept_Encoding="br")
    assert brotli.decompress(body) == b"newer"


def test_unchanged_file_is_not_sent_again(server: SiteServer) -> None:
    first, _ = get(server, "/")
    second, body = get(server, "/", If_None_Match=first.headers["ETag"])
    assert (second.status, body) == (304, b"")


def test_changed_file_is_sent_anew(server: SiteServer) -> None:
    get(server, "/")
    (server.directory / "index.html").write_text("neu", encoding="utf-8")
    _, body = get(server, "/")
    assert body == b"neu"


def test_head_sends_no_content(server: SiteServer) -> None:
    response, body = get(server, "/", method="HEAD")
    assert int(response.headers["Content-Length"]) > 0
    assert body == b""


def test_folder_without_slash_moves_to_the_one_with(server: SiteServer) -> None:
    response, _ = get(server, "/en/check")
    assert (response.status, response.headers["Location"]) == (301, "/en/check/")


@pytest.mark.parametrize("path", ["/nothing", "/en/", "/../secret.txt", "/%2e%2e/secret.txt"])
def test_what_is_not_there_shows_the_site_s_own_page(server: SiteServer, path: str) -> None:
    response, body = get(server, path)
    assert (response.status, body.decode()) == (404, "nicht gefunden")


def test_taken_port_is_said_in_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [*SERVE, "--dir", str(tmp_path), "--port", str(port)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert f"port {port} cannot be used" in done.stderr
    assert "Traceback" not in done.stderr


def test_missing_site_is_said_in_one_sentence(tmp_path: Path) -> None:
    command = [*SERVE, "--dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "Please run `make site`" in done.stderr
