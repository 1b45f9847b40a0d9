"""A first load of a large graph: Neo4j's own bulk import into a server that does not run."""

from __future__ import annotations

import subprocess
from pathlib import Path

from aigeo.config import Settings
from aigeo.errors import InputError, StoreError
from aigeo.neo4j_server.configuration import admin_command
from aigeo.neo4j_server.fetch import Progress, fetch_jars
from aigeo.neo4j_server.java import find_java
from aigeo.neo4j_server.server import environment, first_password, locked, make_private, status

ARGUMENTS = "import.args"
DATABASE = "neo4j"
IMPORT_SECONDS = 6 * 3600.0


def import_folder(
    folder: Path,
    home: Path | None = None,
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
    heap: str = "1g",
    timeout: float = IMPORT_SECONDS,
) -> str:
    """Make the database of the server of `home` from a folder of `aigeo export neo4j-admin`.

    Gives the last lines of the tool's report. Raises InputError when the folder is no such export
    or the tool refuses a file, StoreError when the server runs or has a database already.
    """
    settings = Settings.from_env()
    home = (home or settings.home / "neo4j").absolute()
    folder = folder.absolute()
    if not (folder / ARGUMENTS).is_file():
        raise InputError(
            f"there is no {ARGUMENTS}", path=folder, hint="aigeo export neo4j-admin -o FOLDER"
        )
    make_private(home)
    with locked(home, timeout):
        if status(home) is not None:
            raise StoreError("this Neo4j runs", hint="aigeo neo4j stop")
        if (home / "data" / "databases" / DATABASE).exists():
            raise StoreError(
                f"the Neo4j in {home} has a database already; a bulk import only fills a new one",
                hint="name another folder with AIGEO_HOME, or move that one away",
            )
        java = find_java().program
        jars = fetch_jars(cache or settings.cache, progress=progress)
        (home / "conf" / "neo4j.conf").touch()
        variables = environment(home, jars)
        first_password(home, java, variables)
        return _run(java, home, folder, variables, heap, timeout)


def _run(
    java: Path, home: Path, folder: Path, variables: dict[str, str], heap: str, timeout: float
) -> str:
    report = home / "run" / "import.report"
    command = admin_command(
        java, "database", "import", "full", DATABASE, f"@{folder / ARGUMENTS}",
        f"--report-file={report}", heap=heap,
    )  # fmt: skip
    done = subprocess.run(
        command,
        env=variables,
        cwd=folder,  # file names in the arguments are relative
        capture_output=True,
        text=True,
        errors="replace",
        timeout=timeout,
        check=False,
    )
    if done.returncode != 0:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise InputError(
            f"the bulk import failed: {said[0] if said else 'no reason given'}",
            path=folder,
            hint=f"see {report}",
        )
    tail = [line.strip() for line in done.stdout.splitlines() if line.strip()]
    return "\n".join(tail[-6:])
