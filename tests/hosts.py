"""Starts nginx and Apache on this machine with the configurations of `make release`, as a user without rights."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
APACHE_MODULES = Path("/usr/lib/apache2/modules")
START_SECONDS = 30

# Servers often lie where only administrators look for programs.
PLACES = f"{os.environ.get('PATH', '')}:/usr/sbin"
NGINX, APACHE = (shutil.which(name, path=PLACES) or "" for name in ("nginx", "apache2"))

NO_NGINX = (
    ""
    if NGINX and BROTLI.is_file()
    else "needs nginx with brotli (Debian: apt-get install nginx-light libnginx-mod-http-brotli-static)"
)
NO_APACHE = "" if APACHE else "needs Apache (Debian: apt-get install apache2-bin)"


class Host(NamedTuple):
    """A running web server: its address, with a slash at the end, and the log of what it sent."""

    url: str
    log: Path

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.url.rpartition(":")[2].strip("/"))

    def sent(self) -> list[tuple[str, int, int]]:
        """What it has sent until now: path, status, bytes with headers; of nginx alone, in order of completion."""
        lines = (line.split(" ") for line in self.log.read_text(encoding="utf-8").splitlines())
        return [(path, int(status), int(size)) for path, status, size in lines]


@contextmanager
def nginx(root: Path, release: Path, folder: Path) -> Iterator[Host]:
    """Run nginx for the files below ``root`` with the configuration of ``release``; ``folder`` is for its own files."""
    port = _free_port()
    temporary = "".join(
        f"{kind}_temp_path {folder}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    configuration = f"""
        load_module {BROTLI};
        {f"user {getpass.getuser()};" if os.geteuid() == 0 else ""}
        daemon off;
        pid {folder}/pid;
        error_log {folder}/error.log;
        worker_processes auto;
        events {{ worker_connections 4096; }}
        http {{
            log_format sent "$request_uri $status $bytes_sent";
            access_log {folder}/sent.log sent;
            sendfile on;
            tcp_nopush on;
            {temporary}
            include {release}/nginx/http.conf;
            server {{
                listen 127.0.0.1:{port} backlog=4096;
                root {root};
                include {release}/nginx/server.conf;
            }}
        }}
    """
    (folder / "nginx.conf").write_text(configuration, encoding="utf-8")
    command = [NGINX, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with _running(command, port):
        yield Host(f"http://127.0.0.1:{port}/", folder / "sent.log")


@contextmanager
def apache(root: Path, folder: Path) -> Iterator[Host]:
    """Run Apache for the files below ``root``, which hold their ``.htaccess``."""
    port = _free_port()
    names = ("mpm_event", "authz_core", "dir", "mime", "headers", "rewrite")
    modules = "\n".join(f"LoadModule {name}_module {APACHE_MODULES}/mod_{name}.so" for name in names)
    configuration = f"""
        {modules}
        {"User www-data" if os.geteuid() == 0 else ""}
        ServerName localhost
        ServerRoot {folder}
        DefaultRuntimeDir {folder}
        PidFile {folder}/pid
        ErrorLog {folder}/error.log
        TypesConfig /etc/mime.types
        Listen 127.0.0.1:{port}
        DocumentRoot {root}
        <Directory {root}>
            AllowOverride All
            Require all granted
        </Directory>
    """
    (folder / "apache.conf").write_text(configuration, encoding="utf-8")
    with _running([APACHE, "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"], port):
        yield Host(f"http://127.0.0.1:{port}/", folder / "sent.log")


@contextmanager
def _running(command: list[str], port: int) -> Iterator[None]:
    """Run a server while the block runs; it has to answer before the block begins."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(port):
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise RuntimeError(f"{command[0]} does not start: {process.communicate()[1]}")
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.communicate(timeout=START_SECONDS)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
