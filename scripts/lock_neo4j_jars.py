"""Write src/aigeo/neo4j_server/jars.lock: every jar a Neo4j server needs, with its checksum.

Needs Maven on PATH; users don't. Run it with the new version when Neo4j's LTS line moves:

    python scripts/lock_neo4j_jars.py 5.26.30
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOCK = Path(__file__).parents[1] / "src/aigeo/neo4j_server/jars.lock"
WANTED = ("org.neo4j:neo4j", "org.neo4j.app:neo4j-server", "org.neo4j:neo4j-import-tool")
JAR = re.compile(
    r"^\s+(?P<group>[\w.-]+):(?P<artifact>[\w.-]+):jar:(?:(?P<classifier>[\w.-]+):)?"
    r"(?P<version>[\w.-]+):(?:compile|runtime):(?P<file>/.+\.jar)",
    re.MULTILINE,
)
HEADER = """\
# Neo4j Community {version} and what it needs at run time, as published on Maven Central.
# Made by scripts/lock_neo4j_jars.py; don't edit. Neo4j's jars are GPLv3: fetched by the user's
# own command, never shipped with aigeo.
# group:artifact:version[:classifier] sha256 size
"""


def main(version: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        (work / "pom.xml").write_text(_pom(version), "utf-8")
        subprocess.run(
            ["mvn", "-B", "-q", "dependency:list", "-DincludeScope=runtime",
             "-DoutputAbsoluteArtifactFilename=true", "-DoutputFile=jars.txt"],
            cwd=work, check=True,
        )  # fmt: skip
        listed = (work / "jars.txt").read_text("utf-8")
    lines = sorted(_line(found) for found in JAR.finditer(listed))
    if not lines:
        sys.exit("Maven listed no jars")
    LOCK.write_text(HEADER.format(version=version) + "".join(lines), "utf-8")
    print(f"{len(lines)} jars in {LOCK}")


def _pom(version: str) -> str:
    dependencies = "".join(
        f"<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>"
        f"<version>{version}</version></dependency>"
        for group, artifact in (name.split(":") for name in WANTED)
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>aigeo</groupId><artifactId>jars</artifactId><version>1</version>"
        f"<packaging>pom</packaging><dependencies>{dependencies}</dependencies></project>"
    )


def _line(found: re.Match[str]) -> str:
    content = Path(found["file"]).read_bytes()
    parts = [found["group"], found["artifact"], found["version"], found["classifier"]]
    coordinates = ":".join(part for part in parts if part)
    return f"{coordinates} {hashlib.sha256(content).hexdigest()} {len(content)}\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
