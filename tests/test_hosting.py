"""Every host sends what the one table says: `make serve`, nginx, Apache, and hosts with a file ``_headers``."""

from __future__ import annotations

import gzip
import http.client
import re
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import brotli
import pytest

from overrides.hooks import browser_files, hosting, offline, release
from overrides.hooks.serve import SiteServer
from tests import hosts

if TYPE_CHECKING:
    from collections.abc import Iterator

LONG = b"Anerkennung " * 200
FILES = {
    "index.html": LONG,
    "404.html": b"not found " * 200,
    "feed.xml": LONG,
    "sw.js": LONG,
    "one-file.en.html": LONG,
    "impressum/index.html": LONG,
    "check/index.html": LONG,
    "de-LS/check/index.html": LONG,
    "en/index.html": LONG,
    "en/check/index.html": LONG,
    "en/embed/index.html": LONG,
    "en/multiplikatoren/links/index.html": LONG,
    "en/verfahren/eurag/index.html": LONG,
    "daten/fees.csv": LONG,
    "daten/fees.json": LONG,
    "assets/logo.svg": LONG,
    "assets/preview.png": LONG,
    "assets/site.b41cd2aeee57.css": LONG,
    "assets/checker/8a1e20ef31d6/worker.mjs": LONG,
    "assets/checker/texts.de-LS.6768b59f15d1.json": LONG,
    "assets/runtime/82e024af8f89/pyodide.asm.js": LONG,
    "assets/runtime/82e024af8f89/pyodide.asm.wasm": LONG,
    "assets/runtime/checker-05c3af0ee11c.whl": LONG,
}
HOSTS = [
    "make serve",
    pytest.param("nginx", marks=pytest.mark.skipif(bool(hosts.NO_NGINX), reason=hosts.NO_NGINX)),
    pytest.param("apache", marks=pytest.mark.skipif(bool(hosts.NO_APACHE), reason=hosts.NO_APACHE)),
]
Answer = tuple[http.client.HTTPResponse, bytes]


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that web servers may read, whoever they run as; it holds a site and its release."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def write_release(place: Path, base: str = "/") -> Path:
    """Write the release of a small site that is to be served below ``base``."""
    robots = f"Sitemap: https://site.example{base}sitemap.xml\n".encode()
    for name, content in {**FILES, "robots.txt": robots}.items():
        path = place / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    release.write(place / "site", place / "release")
    return place / "release"


@pytest.fixture(scope="module", params=HOSTS)
def port(request: pytest.FixtureRequest) -> Iterator[int]:
    """The port of a host with the small site at its root."""
    with folder() as place:
        built = write_release(place)
        site = built / "site"
        if request.param == "make serve":
            with SiteServer(site) as server:
                yield server.server_port
        elif request.param == "nginx":
            with hosts.nginx(site, built, place) as host:
                yield host.port
        else:
            (site / ".htaccess").write_bytes((built / "apache" / ".htaccess").read_bytes())
            with hosts.apache(site, place) as host:
                yield host.port


def get(port: int, path: str, **headers: str) -> Answer:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def address(name: str) -> str:
    return "/" + name.removesuffix("index.html")


def test_every_rule_is_about_a_file_of_the_sample() -> None:
    assert [rule.paths for rule in hosting.RULES if not any(re.match(rule.paths, name) for name in FILES)] == []


@pytest.mark.parametrize("name", FILES)
def test_headers_are_those_of_the_table(port: int, name: str) -> None:
    for path in {address(name), f"/{name}"}:
        response, body = get(port, path)
        assert (response.status, body) == (200, FILES[name])
        assert response.headers["Content-Type"] == hosting.media_type(name)
        expected = hosting.headers(name)
        named = {header for rule in hosting.RULES for header in rule.headers}
        assert {header: response.headers.get_all(header) for header in named} == {
            header: [expected[header]] if header in expected else None for header in named
        }


@pytest.mark.parametrize("name", FILES)
def test_browser_gets_the_best_coding_it_accepts(port: int, name: str) -> None:
    fits = not name.endswith(".png")
    response, body = get(port, address(name), Accept_Encoding="gzip, deflate, br, zstd")
    assert response.headers["Content-Encoding"] == ("br" if fits else None)
    assert (brotli.decompress(body) if fits else body) == FILES[name]
    assert response.headers["Content-Type"] == hosting.media_type(name)
    assert response.headers["Cache-Control"] == hosting.headers(name)["Cache-Control"]
    assert response.headers["Content-Security-Policy"] == hosting.headers(name)["Content-Security-Policy"]
    response, body = get(port, address(name), Accept_Encoding="gzip")
    assert response.headers["Content-Encoding"] == ("gzip" if fits else None)
    assert (gzip.decompress(body) if fits else body) == FILES[name]
    assert not fits or "Accept-Encoding" in response.headers["Vary"]


@pytest.mark.parametrize("coding", ["br", "gzip", "identity"])
@pytest.mark.parametrize("path", ["/", "/en/check/", "/assets/runtime/82e024af8f89/pyodide.asm.wasm"])
def test_what_a_browser_has_is_not_sent_again(port: int, path: str, coding: str) -> None:
    first, _ = get(port, path, Accept_Encoding=coding)
    second, body = get(port, path, Accept_Encoding=coding, If_None_Match=first.headers["ETag"])
    assert (second.status, body) == (304, b"")
    assert second.headers["Cache-Control"] == first.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/nothing", "/en/nothing/", "/assets/checker/000000000000/check.mjs"])
def test_wrong_address_shows_the_site_s_own_page_and_is_not_kept(port: int, path: str) -> None:
    response, body = get(port, path)
    assert (response.status, body) == (404, FILES["404.html"])
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Cache-Control"] == "no-cache"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_address_without_its_slash_leads_to_the_page(port: int) -> None:
    response, _ = get(port, "/en/check")
    assert response.status == 301
    assert response.headers["Location"].endswith("/en/check/")


@pytest.mark.skipif(bool(hosts.NO_NGINX), reason=hosts.NO_NGINX)
def test_site_below_a_path_of_nginx() -> None:
    with folder() as place:
        built = write_release(place, "/below/")
        (place / "root").mkdir()
        (place / "root" / "below").symlink_to(built / "site")
        with hosts.nginx(place / "root", built, place) as host:
            response, _ = get(host.port, "/below/en/embed/")
            assert response.headers["Content-Security-Policy"].endswith("frame-ancestors *")
            response, body = get(host.port, "/below/nothing")
            assert (response.status, body) == (404, FILES["404.html"])


# --- Files _headers ----------------------------------------------------------

Entries = list[tuple[str, list[str]]]


def parse(text: str) -> Entries:
    """The entries of a file ``_headers``: path and lines."""
    entries: Entries = []
    for line in text.splitlines():
        if line.startswith("/"):
            entries.append((line, []))
        elif line.startswith("  "):
            entries[-1][1].append(line.strip())
        else:
            assert not line or line.startswith("#"), line
    return entries


def matching(entries: Entries, path: str) -> Entries:
    return [entry for entry in entries if re.fullmatch(re.escape(entry[0]).replace(r"\*", ".*"), path)]


def sent(entries: Entries, path: str) -> dict[str, str]:
    """What a host sends for a path: a header named twice is joined with commas, ``! Name`` takes it back."""
    found: dict[str, str] = {}
    for _, lines in matching(entries, path):
        for line in lines:
            if line.startswith("! "):
                del found[line.removeprefix("! ")]
                continue
            name, value = line.split(": ", 1)
            found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@pytest.mark.parametrize("host", ["netlify", "cloudflare"])
@pytest.mark.parametrize("base", ["/", "/below/"])
def test_headers_files_say_what_the_table_says(host: str, base: str) -> None:
    entries = parse(getattr(hosting, host)(FILES, base))
    for name in FILES:
        for path in {address(name), f"/{name}"}:
            assert sent(entries, base + path[1:]) == hosting.headers(name), path


def test_an_address_has_one_entry_alone_where_joining_is_undefined() -> None:
    entries = parse(hosting.netlify(FILES))
    assert {len(matching(entries, path)) for name in FILES for path in (address(name), f"/{name}")} == {1}


# --- The release and its names -------------------------------------------------


def test_release_repeats_itself_and_keeps_dates_of_what_stays() -> None:
    with folder() as place:
        built = write_release(place)
        before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in built.rglob("*") if path.is_file()}
        (place / "site" / "feed.xml").unlink()
        release.write(place / "site", built)
        after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in built.rglob("*") if path.is_file()}
    gone = {path.name for path in before.keys() - after.keys()}
    assert gone == {"feed.xml", "feed.xml.br", "feed.xml.gz"}
    changed = {path.parent.name for path, state in after.items() if state != before[path]}
    assert changed <= {"netlify"}, "its entries name the files at the root"


def test_the_service_worker_knows_hashed_names_by_the_same_rule() -> None:
    source = (offline.SOURCES / "keep.js").read_text(encoding="utf-8")
    [rule] = re.findall(r"^const HASHED = /(.+)/;$", source, re.MULTILINE)
    assert rule.replace(r"\/", "/") == f"/{hosting.HASHED}"


def test_a_page_announces_exactly_what_its_modules_import() -> None:
    assert browser_files.with_imports("patience.mjs") == ("patience.mjs",)
    assert browser_files.with_imports("load.mjs") == ("load.mjs", "patience.mjs")
    for module in browser_files.MODULES.glob("*.mjs"):
        text = module.read_text(encoding="utf-8")
        imported = set(re.findall(r'^(?:\} from|import .* from|import) "\./(.*)";$', text, re.MULTILINE))
        assert imported <= set(browser_files.with_imports(module.name)), module.name


def test_the_folder_of_modules_is_named_after_every_byte(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    names = []
    monkeypatch.setattr(browser_files, "MODULES", tmp_path)
    for content in ("a", "a", "b"):
        (tmp_path / "new.mjs").write_text(content, encoding="utf-8")
        browser_files.modules_folder.cache_clear()
        names.append(browser_files.modules_folder())
    browser_files.modules_folder.cache_clear()
    assert names[0] == names[1] != names[2]
    assert hosting.headers(f"{names[0]}/new.mjs")["Cache-Control"] == hosting.FOR_EVER
