"""An export appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from aigeo.errors import UsageError
from aigeo.export import export_to, get_format
from aigeo.export.files import replacing, replacing_folder

NAMES = frozenset({"a.csv"})


class Stop(Exception):
    """Something goes wrong in the middle."""


def test_a_file_is_replaced_when_complete(tmp_path: Path):
    path = tmp_path / "out"
    path.write_bytes(b"old")
    path.chmod(0o640)
    with replacing(path) as out:
        out.write(b"new")
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [Stop, KeyboardInterrupt])
def test_an_error_leaves_the_old_file(tmp_path: Path, error):
    path = tmp_path / "out"
    path.write_bytes(b"old")
    with pytest.raises(error), replacing(path) as out:
        out.write(b"half")
        raise error
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_leaves_no_new_file(tmp_path: Path):
    with pytest.raises(Stop), replacing(tmp_path / "out"):
        raise Stop
    assert list(tmp_path.iterdir()) == []


def test_a_link_keeps_pointing(tmp_path: Path):
    (tmp_path / "target").write_bytes(b"old")
    (tmp_path / "link").symlink_to("target")
    with replacing(tmp_path / "link") as out:
        out.write(b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_bytes() == b"new"


def test_a_device_is_written_directly():
    with replacing(Path(os.devnull)) as out:
        out.write(b"x")
    assert not Path(os.devnull).is_file()


def test_a_folder_is_replaced_only_when_it_is_an_export(tmp_path: Path):
    path = tmp_path / "tables"
    for text in ("1", "2"):
        with replacing_folder(path, NAMES) as folder:
            (folder / "a.csv").write_text(text)
        assert (path / "a.csv").read_text() == text
    with pytest.raises(Stop), replacing_folder(path, NAMES) as folder:
        (folder / "a.csv").write_text("half")
        raise Stop
    assert (path / "a.csv").read_text() == "2"
    (path / "thesis.doc").write_text("mine")
    with pytest.raises(UsageError, match=r"thesis\.doc"), replacing_folder(path, NAMES):
        pass
    assert sorted(p.name for p in path.iterdir()) == ["a.csv", "thesis.doc"]
    assert list(tmp_path.iterdir()) == [path]


def test_an_export_that_fails_half_way_leaves_nothing(embedded, tmp_path: Path, monkeypatch):
    from aigeo.export.reader import Graph

    def broken(self):
        yield {"id": "firm:x", "labels": ["Entity"], "type": "Firm", "name": "x"}
        raise Stop

    monkeypatch.setattr(Graph, "entities", broken)
    for name in ("graphml", "turtle", "nquads", "jsonld", "jsonl", "csv"):
        with pytest.raises(Stop):
            export_to(embedded, name, tmp_path / "out")
    assert list(tmp_path.glob("*out*")) == []


def test_an_unknown_format_is_named():
    with pytest.raises(UsageError, match="'excel'") as caught:
        get_format("excel")
    assert "graphml" in (caught.value.hint or "")
