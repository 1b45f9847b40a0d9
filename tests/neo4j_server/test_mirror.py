"""Where jars come from."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.errors import ConfigError
from aigeo.neo4j_server.mirror import CENTRAL, repository

SETTINGS = """<?xml version="1.0"?>
<settings{xmlns}><mirrors>
  <mirror><id>a</id><mirrorOf>other</mirrorOf><url>https://other.example/maven</url></mirror>
  <mirror><id>b</id><mirrorOf>{of}</mirrorOf><url> {url} </url></mirror>
</mirrors></settings>
"""
NAMESPACE = ' xmlns="http://maven.apache.org/SETTINGS/1.0.0"'
URL = "https://mirror.example/central/"


def write(home: Path, of: str, url: str = URL, xmlns: str = NAMESPACE) -> None:
    (home / ".m2").mkdir()
    (home / ".m2/settings.xml").write_text(SETTINGS.format(of=of, url=url, xmlns=xmlns))


def test_central_without_settings(tmp_path: Path) -> None:
    assert repository({}, tmp_path) == CENTRAL == "https://repo.maven.apache.org/maven2"


@pytest.mark.parametrize("of", ["central", "*", "external:*", "other2, central", "*,!other"])
@pytest.mark.parametrize("xmlns", [NAMESPACE, ""])
def test_mirror_of_central(tmp_path: Path, of: str, xmlns: str) -> None:
    write(tmp_path, of, xmlns=xmlns)
    assert repository({}, tmp_path) == "https://mirror.example/central"


@pytest.mark.parametrize("of", ["*,!central", "central2", "", "external:http:*"])
def test_mirror_of_something_else(tmp_path: Path, of: str) -> None:
    write(tmp_path, of)
    assert repository({}, tmp_path) == CENTRAL


def test_variable_in_the_url(tmp_path: Path) -> None:
    write(tmp_path, "*", "https://${env.MAVEN_HOST}/m2")
    assert repository({"MAVEN_HOST": "m.example"}, tmp_path) == "https://m.example/m2"


def test_environment_wins(tmp_path: Path) -> None:
    write(tmp_path, "*")
    env = {"AIGEO_MAVEN_MIRROR": "http://127.0.0.1:1/m2/"}
    assert repository(env, tmp_path) == "http://127.0.0.1:1/m2"


def test_wrong_address_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"AIGEO_MAVEN_MIRROR names 'ftp://x'"):
        repository({"AIGEO_MAVEN_MIRROR": "ftp://x"}, tmp_path)
    write(tmp_path, "*", "file:///etc")
    with pytest.raises(ConfigError, match=r"settings\.xml names 'file:///etc'"):
        repository({}, tmp_path)


def test_broken_settings_are_named(tmp_path: Path) -> None:
    (tmp_path / ".m2").mkdir()
    (tmp_path / ".m2/settings.xml").write_text("<settings><mirrors>")
    with pytest.raises(ConfigError, match=r"settings\.xml cannot be read"):
        repository({}, tmp_path)
