"""The server's configuration file and command line."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from aigeo.errors import UsageError

HOST = "127.0.0.1"
ENTRY_POINT = "org.neo4j.server.CommunityEntryPoint"
ADMIN_TOOL = "org.neo4j.cli.AdminTool"
# What Neo4j's own launcher opens to it.
OPENED = ("java.base/java.nio", "java.base/java.io", "java.base/sun.nio.ch")


_SIZE = re.compile(r"[1-9][0-9]*[kmg]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """Memory of the server: a number and k, m or g. Raises UsageError for anything else."""

    heap: str = "1g"
    page_cache: str = "256m"

    def __post_init__(self) -> None:
        for name, size in (("heap", self.heap), ("page cache", self.page_cache)):
            if not _SIZE.fullmatch(size):
                raise UsageError(
                    f"{name} is {size!r}, which is not an amount of memory",
                    hint="give a number and k, m or g: 512m, 2g",
                )


def configuration(bolt_port: int, http_port: int, limits: Limits) -> str:
    """Give the text of `neo4j.conf`: loopback only, with a password, no usage reports."""
    lines = {
        "server.default_listen_address": HOST,
        "server.default_advertised_address": HOST,
        "server.bolt.listen_address": f"{HOST}:{bolt_port}",
        "server.bolt.advertised_address": f"{HOST}:{bolt_port}",
        "server.http.listen_address": f"{HOST}:{http_port}",
        "server.http.advertised_address": f"{HOST}:{http_port}",
        "server.https.enabled": "false",
        "server.memory.heap.max_size": limits.heap,
        "server.memory.pagecache.size": limits.page_cache,
        "dbms.security.auth_enabled": "true",
        "dbms.security.allow_csv_import_from_file_urls": "false",
        "dbms.usage_report.enabled": "false",
        # Old logs serve backups, which Community does not make; a bulk load would fill the disk.
        "db.tx_log.rotation.retention_policy": "keep_none",
        "db.tx_log.preallocate": "false",  # half a gigabyte for an empty graph
        # Else the closed connectors are waited for during 10 s after the databases are closed.
        "internal.server.bolt.thread_pool_shutdown_wait_time": "500ms",
    }
    return "".join(f"{name}={value}\n" for name, value in lines.items())


def server_command(java: Path, home: Path, limits: Limits) -> list[str]:
    """Give the command that runs the server of `home`; the jars come from `CLASSPATH`."""
    return [
        str(java),
        f"-Xmx{limits.heap}",
        "-XX:+ExitOnOutOfMemoryError",
        # A third less processor time for a load than the JVM's own choice, on two cores.
        "-XX:+UseParallelGC",
        "-Dfile.encoding=UTF-8",
        *(f"--add-opens={package}=ALL-UNNAMED" for package in OPENED),
        ENTRY_POINT,
        f"--home-dir={home}",
        f"--config-dir={home / 'conf'}",
    ]


def admin_command(java: Path, *arguments: str, heap: str = "512m") -> list[str]:
    """Give a `neo4j-admin` command; needs `NEO4J_HOME`, `NEO4J_CONF` and `CLASSPATH`."""
    opened = (f"--add-opens={package}=ALL-UNNAMED" for package in OPENED)
    return [str(java), f"-Xmx{heap}", *opened, ADMIN_TOOL, *arguments]
