from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aigeo.config import Settings
from aigeo.errors import NotFoundError, QueryError
from aigeo.queries import catalogue, named
from aigeo.resources import queries_dir
from tests.queries.test_header import HEADER


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(home=tmp_path, cache=tmp_path)


def test_the_shipped_queries(settings: Settings) -> None:
    found = catalogue(settings)
    assert list(found) == sorted(p.stem for p in queries_dir().glob("*.cypher"))
    assert {"influence-paths", "who-can-constrain", "denials", "evidence"} <= set(found)


def test_a_folder_of_the_user_adds_and_replaces(settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "my-owners.cypher").write_text(HEADER, encoding="utf-8")
    (own / "denials.cypher").write_text(HEADER, encoding="utf-8")
    (own / "notes.txt").write_text("no query", encoding="utf-8")
    found = catalogue(replace(settings, extra_queries=(own,)))
    assert found["my-owners"].path == own / "my-owners.cypher"
    assert found["denials"].title == "Owners"
    assert "notes" not in found


def test_a_fault_in_one_file_leaves_the_others_usable(settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "broken.cypher").write_text("MATCH (n) RETURN n", encoding="utf-8")
    with_own = replace(settings, extra_queries=(own,))
    assert named(with_own, "denials").name == "denials"
    with pytest.raises(QueryError, match=r"broken\.cypher: header"):
        catalogue(with_own)


def test_a_file_that_is_not_text(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "binary.cypher").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(QueryError, match=r"binary\.cypher: not UTF-8"):
        named(replace(settings, extra_queries=(tmp_path,)), "binary")


def test_an_unknown_name_gets_the_nearest_ones(settings: Settings) -> None:
    with pytest.raises(NotFoundError, match="'denial'") as unknown:
        named(settings, "denial")
    assert "denials" in str(unknown.value.hint)
    with pytest.raises(NotFoundError) as unknown:
        named(settings, "../etc/passwd")
    assert unknown.value.hint is not None
