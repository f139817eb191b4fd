"""The one table of HTTP headers, and the configurations of web servers made from it.

`make serve`, nginx, Apache and the ``_headers`` files of Netlify and Cloudflare all say what `RULES` says; the pages
carry the same policy in their mark-up, for hosts that send no headers of ours. See HOSTING.md.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

MEDIA_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".mjs": "text/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
UNKNOWN_TYPE = "application/octet-stream"
# The codings that browsers offer, best first, and the end of the name of a file's compressed neighbour.
NEIGHBOURS = {"br": ".br", "gzip": ".gz"}
ALREADY_COMPRESSED = frozenset({".ico", ".pdf", ".png", ".webp", ".woff2"})

CACHE, POLICY = "Cache-Control", "Content-Security-Policy"
FOR_EVER = "public, max-age=31536000, immutable"
A_DAY = "public, max-age=86400"
FIVE_MINUTES = "public, max-age=300"
ALWAYS_ASK = "no-cache"
HSTS = 'Strict-Transport-Security "max-age=31536000"'


def _policy(script: str = "'self'", ancestors: str = "'none'") -> str:
    """The Content-Security-Policy of a page that may run ``script`` and be framed by ``ancestors``."""
    return (
        f"default-src 'none'; script-src {script}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; "
        f"frame-ancestors {ancestors}"
    )


WASM = "'self' 'wasm-unsafe-eval'"
# A page that is one file with its script inside: nothing else may be loaded. Its own mark-up narrows it to hashes.
ONE_FILE = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Rule(NamedTuple):
    """Headers for some files: ``paths`` is matched from the start of the file's path below the site's root.

    The expressions are understood by Python, nginx and Apache alike.
    """

    paths: str
    headers: Mapping[str, str]


_LANGUAGE = r"(?:[a-z][a-z][a-z]?(?:-[A-Z][A-Za-z]+)?/)?"
_PAGE = r"/(?:index\.html)?$"
HASHED = r"assets/(?:.*[/.-])?[0-9a-f]{8,64}[/.]"
"""Whose name carries a hash of the content never changes. The service worker (keep.js) goes by the same rule."""

RULES = (
    Rule(
        "",
        {
            CACHE: FIVE_MINUTES,
            POLICY: _policy(),
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        },
    ),
    # A file that is missing while a new version is being copied must not stay missing.
    Rule(r"404\.html$", {CACHE: ALWAYS_ASK}),
    # Browsers look here for a newer version, or for the one that switches an older one off.
    Rule(r"sw\.js$", {CACHE: ALWAYS_ASK}),
    Rule(r"assets/[^/]+\.(?:ico|png|svg|webp)$", {CACHE: A_DAY}),
    Rule(HASHED, {CACHE: FOR_EVER}),
    Rule(_LANGUAGE + r"(?:check|multiplikatoren/links)" + _PAGE, {POLICY: _policy(WASM)}),
    # A worker takes its policy from its own answer, not from the page that starts it.
    Rule("assets/checker/", {POLICY: _policy(WASM)}),
    # The check for frames on other sites.
    Rule(_LANGUAGE + "embed" + _PAGE, {POLICY: _policy(WASM, "*"), "Cross-Origin-Resource-Policy": "cross-origin"}),
    Rule(r"(?:.*/)?(?!index\.html$|404\.html$)[^/]+\.html$", {POLICY: ONE_FILE}),
    # Open data is for everyone's programs.
    Rule(
        "(?:daten|pruefregeln)/",
        {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"},
    ),
)


def headers(path: str) -> dict[str, str]:
    """The headers of a file by its path below the site's root, such as ``en/check/index.html``; later rules win."""
    found: dict[str, str] = {}
    for rule in RULES:
        if re.match(rule.paths, path):
            found.update(rule.headers)
    return found


def media_type(path: str) -> str:
    """The Content-Type of a file, from the end of its name."""
    return next((kind for suffix, kind in MEDIA_TYPES.items() if path.endswith(suffix)), UNKNOWN_TYPE)


def page_policy(path: str) -> str:
    """The policy that a page at ``path`` carries in its mark-up, where browsers accept no word about frames."""
    return headers(path)[POLICY].partition("; frame-ancestors")[0]


# --- nginx ------------------------------------------------------------------


def nginx_http(base: str = "/") -> str:
    """The part of a configuration of nginx for its ``http`` block: which file gets which value of a header."""
    maps = []
    for name in _varying():
        default = RULES[0].headers.get(name, "")
        # nginx takes the first expression that matches, the table the last.
        values = [
            f'    "~^{re.escape(base)}{rule.paths}" "{rule.headers[name]}";'
            for rule in reversed(RULES[1:])
            if name in rule.headers
        ]
        maps.append("\n".join([f"map $uri {_variable(name)} {{", f'    default "{default}";', *values, "}"]))
    return "\n\n".join(["# For the http block. Made by `make release` from overrides/hooks/hosting.py.", *maps, ""])


def nginx_server(base: str = "/") -> str:
    """The part of a configuration of nginx for a ``server`` block that serves the site from its ``root``."""
    constant = [
        f'add_header {name} "{value}" always;' for name, value in RULES[0].headers.items() if name not in _varying()
    ]
    varying = [f"add_header {name} {_variable(name)} always;" for name in _varying()]
    types = [f'    "{kind}" {suffix.removeprefix(".")};' for suffix, kind in MEDIA_TYPES.items()]
    return "\n".join(
        [
            "# For the server block. Made by `make release` from overrides/hooks/hosting.py.",
            "",
            "index index.html;",
            f"error_page 404 {base}404.html;",
            "absolute_redirect off;",
            "etag on;",
            "",
            "# The compressed neighbour of a file, x.html.br or x.html.gz, for browsers that accept it.",
            "gzip_static on;",
            "gzip_vary on;",
            "# Debian: apt-get install libnginx-mod-http-brotli-static. Without that module, take this line out.",
            "brotli_static on;",
            "",
            "types {",
            *types,
            "}",
            f"default_type {UNKNOWN_TYPE};",
            "",
            *constant,
            *varying,
            "# Once the site is and stays reachable by https:",
            f"# add_header {HSTS} always;",
            "",
        ]
    )


def _varying() -> list[str]:
    """The names of headers that differ between files."""
    return list(dict.fromkeys(name for rule in RULES[1:] for name in rule.headers))


def _variable(name: str) -> str:
    return "$site_" + name.lower().replace("-", "_")


# --- Apache -----------------------------------------------------------------


def apache(base: str = "/") -> str:
    """An ``.htaccess`` for the site's folder; needs mod_headers, mod_mime and, for compressed files, mod_rewrite."""
    lines = [f'Header always set {name} "{value}"' for name, value in RULES[0].headers.items()]
    for rule in RULES[1:]:
        # Apache sees the name of the compressed neighbour.
        paths = rule.paths.replace("$", r"(?:\.br|\.gz)?$")
        where = f"expr=%{{REQUEST_URI}} =~ m#^{re.escape(base)}{paths}#"
        lines += [f'Header always set {name} "{value}" "{where}"' for name, value in rule.headers.items()]
    types = [
        f'<FilesMatch "{re.escape(suffix)}(?:\\.br|\\.gz)?$">\nForceType "{kind}"\n</FilesMatch>'
        for suffix, kind in MEDIA_TYPES.items()
    ]
    compressed = [
        f"RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n"
        f"RewriteCond %{{REQUEST_FILENAME}}.{suffix} -f\n"
        f"RewriteRule ^(.+)$ $1.{suffix} [L]"
        for coding, suffix in (("br", "br"), ("gzip", "gz"))
    ]
    return "\n".join(
        [
            "# Made by `make release` from overrides/hooks/hosting.py.",
            "Options -Indexes",
            "DirectoryIndex index.html",
            f"ErrorDocument 404 {base}404.html",
            "FileETag MTime Size",
            "AddDefaultCharset Off",
            "AddEncoding br .br",
            "AddEncoding gzip .gz",
            *types,
            "",
            "# The compressed neighbour of a file, x.html.br or x.html.gz, for browsers that accept it.",
            "<IfModule mod_rewrite.c>",
            "RewriteEngine On",
            f"RewriteBase {base}",
            r"RewriteRule \.(?:br|gz)$ - [L]",
            "RewriteCond %{REQUEST_FILENAME} -d",
            "RewriteRule ^(|.*/)$ $1index.html",
            # The directory has become its page; the name of the file has to follow.
            *compressed,
            "</IfModule>",
            "",
            *lines,
            "Header merge Vary Accept-Encoding",
            "# Once the site is and stays reachable by https:",
            f"# Header always set {HSTS}",
            "",
        ]
    )


# --- Hosts with a file _headers ----------------------------------------------


class Entry(NamedTuple):
    """One entry of a ``_headers`` file: a path, with ``*`` at its end for all below, and its headers."""

    path: str
    headers: Mapping[str, str]


def netlify(files: Iterable[str], base: str = "/") -> str:
    """A ``_headers`` file in which every address belongs to one entry alone: joining of entries is not relied on.

    ``files`` are the paths of all files of the site. Content-Type is left to the host, which knows these types.
    """
    return _headers_file((entry, ()) for entry in _cover(sorted(files), base))


def cloudflare(files: Iterable[str], base: str = "/") -> str:
    """A ``_headers`` file for a host that allows 100 entries and lets one take back what others set (``! Name``)."""
    common = RULES[0].headers
    special = [entry for entry in _cover(sorted(files), base) if entry.headers != common]
    entries: list[tuple[Entry, Sequence[str]]] = [(Entry(f"{base}*", common), ())]
    for entry in special:
        changed = {name: value for name, value in entry.headers.items() if common.get(name) != value}
        entries.append((Entry(entry.path, changed), [name for name in changed if name in common]))
    return _headers_file(entries)


def _headers_file(entries: Iterable[tuple[Entry, Sequence[str]]]) -> str:
    lines = ["# Made by `make release` from overrides/hooks/hosting.py."]
    for entry, taken_back in entries:
        lines += ["", entry.path]
        lines += [f"  ! {name}" for name in taken_back]
        lines += [f"  {name}: {value}" for name, value in entry.headers.items()]
    lines += ["", "# Once the site is and stays reachable by https, add to every entry above:"]
    lines += [f"#   {HSTS.replace(' ', ': ', 1).replace(chr(34), '')}", ""]
    return "\n".join(lines)


def _cover(files: Sequence[str], base: str, folder: str = "") -> Iterator[Entry]:
    """Entries for sorted ``files`` below ``folder``: one for a folder whose files agree, else one for each part."""
    found = [headers(path) for path in files]
    if folder and all(other == found[0] for other in found):
        yield Entry(f"{base}{folder}*", found[0])
        return
    parts: dict[str, list[str]] = {}
    for path in files:
        name, slash, _ = path.removeprefix(folder).partition("/")
        parts.setdefault(f"{folder}{name}{slash}", []).append(path)
    for part, inside in parts.items():
        if part.endswith("/"):
            yield from _cover(inside, base, part)
            continue
        values = headers(part)
        if part.endswith("index.html"):
            yield Entry(f"{base}{folder}", values)
        yield Entry(f"{base}{part}", values)
