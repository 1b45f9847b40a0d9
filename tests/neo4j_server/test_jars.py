"""The lock file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.errors import ConfigError
from aigeo.neo4j_server.jars import Jar, locked_jars, neo4j_version, parse_lock

SERVER = f"org.neo4j.app:neo4j-server:5.26.30 {'a' * 64} 10\n"


def test_shipped_lock_names_the_server_and_the_import_tool() -> None:
    jars = locked_jars()
    artifacts = {jar.artifact for jar in jars}
    assert {"neo4j", "neo4j-server", "neo4j-import-tool", "neo4j-command-line"} <= artifacts
    assert neo4j_version(jars).startswith("5.26.")
    assert len(jars) > 200
    assert sum(jar.size for jar in jars) > 100_000_000


def test_path_follows_the_maven_layout() -> None:
    jar = Jar("io.netty", "netty-x", "4.1.137.Final", "linux-x86_64", "0" * 64, 1)
    assert jar.path == "io/netty/netty-x/4.1.137.Final/netty-x-4.1.137.Final-linux-x86_64.jar"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("org.neo4j:neo4j:5.26.30", "line 2: not a locked jar"),
        (f"org.neo4j:neo4j:5.26.30 {'A' * 64} 10", "line 2: not a locked jar"),
        (f"org.neo4j:neo4j:5.26.30 {'a' * 63} 10", "line 2: not a locked jar"),
        (f"org.neo4j:neo4j:5.26.30 {'a' * 64} -1", "line 2: not a locked jar"),
        (f"org.neo4j:../../evil:5.26.30 {'a' * 64} 10", "line 2: not a locked jar"),
        (f"org.neo4j:..:1 {'a' * 64} 10", "line 2: not a locked jar"),
        (f"org.neo4j:neo4j:1:x:y {'a' * 64} 10", "line 2: not a locked jar"),
        (f"other:neo4j-server:5.26.30 {'b' * 64} 10", "line 2: .* is locked twice"),
    ],
)
def test_bad_line_is_named(line: str, complaint: str) -> None:
    with pytest.raises(ConfigError, match=complaint):
        parse_lock(SERVER + line)


def test_lock_without_the_server_is_refused() -> None:
    with pytest.raises(ConfigError, match="does not name"):
        parse_lock(SERVER.replace("neo4j-server", "neo4j-client"))


NAMES = st.from_regex(r"[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}", fullmatch=True)


@given(
    st.builds(
        Jar,
        group=NAMES,
        artifact=NAMES,
        version=NAMES,
        classifier=st.none() | NAMES,
        sha256=st.from_regex(r"[0-9a-f]{64}", fullmatch=True),
        size=st.integers(0, 10**12),
    ).filter(lambda jar: not jar.file_name.startswith("neo4j-server-5.26.30"))
)
def test_round_trip(jar: Jar) -> None:
    coordinates = [jar.group, jar.artifact, jar.version]
    coordinates += [jar.classifier] if jar.classifier is not None else []
    text = f"# comment\n\n{SERVER}{':'.join(coordinates)} {jar.sha256} {jar.size}\n"
    assert parse_lock(text)[1] == jar
