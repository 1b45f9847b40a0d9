"""Zip archives in place of the folders that they hold."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from aigeo.errors import InputError
from aigeo.load import run
from aigeo.load.archives import is_archive, unpacked
from aigeo.resources import loaders_dir
from aigeo.store import Store
from tests.load.misbehaving import Site, answer, serving
from tests.load.sources import facts
from tests.load.table.mapped import write


def packed(files: dict[str, bytes], target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return target


@pytest.fixture
def chips(tmp_path: Path) -> Path:
    sample = loaders_dir() / "eto-chips" / "sample"
    files = {f"data/{path.name}": path.read_bytes() for path in sorted(sample.iterdir())}
    return packed({**files, "README.txt": b"Read me.", "__MACOSX/._x": b""}, tmp_path / "eto.zip")


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as running:
        yield running


def test_an_archive_is_a_folder(embedded: Store, chips: Path, tmp_path: Path, site: Site) -> None:
    settings = replace(embedded.settings, cache=tmp_path / "cache", fetch_hosts=(site.host,))
    (report,) = run(embedded, settings, [str(chips)], loader="eto-chips", force="a sample")
    assert report.source == "eto-chips"
    assert facts(embedded)
    # What its publisher packs anew is the same source, and nothing when the files are the same.
    site.steps = [answer(chips.read_bytes())]
    (again,) = run(embedded, settings, [site.url("eto.zip")])
    assert again.unchanged
    (folder,) = (tmp_path / "cache" / "archives").iterdir()
    assert not list(folder.rglob("._*"))


@pytest.mark.parametrize("named", [True, False])
def test_a_mapping_reads_the_table_of_an_archive(
    embedded: Store, tmp_path: Path, named: bool
) -> None:
    table = b"Maker,Chip\nAcme,H1\n"
    archive = packed({"t/makers.csv": table, "LICENCE.txt": b"free"}, tmp_path / "makers.zip")
    mapping = write(
        tmp_path,
        "makers.yaml",
        f"""
        name: makers
        title: Makers
        {"file: makers.zip" if named else ""}
        entities:
          maker: {{type: Firm, name: Maker}}
          chip: {{type: Chip, name: Chip}}
        relations: [{{type: MANUFACTURES, subject: maker, object: chip}}]
        """,
    )
    inputs = [str(mapping)] if named else [str(mapping), str(archive)]
    (report,) = run(embedded, embedded.settings, inputs)
    assert (report.read, report.warnings) == (1, [])
    assert facts(embedded) == [("Acme", "MANUFACTURES", "H1")]


def test_nothing_is_written_outside_the_archive_s_folder(tmp_path: Path) -> None:
    names = ["../up.csv", "a/../../up.csv", "/etc/up.csv", "C:\\up.csv", "..\\up.csv", ".hidden"]
    archive = packed({**dict.fromkeys(names, b"x"), "good/a.csv": b"y"}, tmp_path / "a.zip")
    link = zipfile.ZipInfo("link.csv")
    link.external_attr = 0o120777 << 16
    with zipfile.ZipFile(archive, "a") as more:
        more.writestr(link, "/etc/passwd")
    folder = unpacked(archive, tmp_path / "cache")
    assert [str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file()] == ["good/a.csv"]
    assert not list(tmp_path.rglob("up.csv"))
    assert unpacked(archive, tmp_path / "cache") == folder


def test_archives_that_do_harm_or_are_none(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    bomb = packed({"a.csv": bytes(80_000_000)}, tmp_path / "bomb.zip")
    with pytest.raises(InputError, match="more than 200 times its size"):
        unpacked(bomb, cache)
    whole = packed({"a.csv": b"a,b\n1,2\n" * 4000}, tmp_path / "whole.zip").read_bytes()
    cut = write(tmp_path, "cut.zip", whole[: len(whole) // 2])
    assert is_archive(cut)
    with pytest.raises(InputError, match="cannot be unpacked"):
        unpacked(cut, cache)
    assert not [path for path in cache.rglob("*") if path.is_file()]
    many = packed({f"{n}": b"" for n in range(20_001)}, tmp_path / "many.zip")
    with pytest.raises(InputError, match="over 20,000 files"):
        unpacked(many, cache)
    book = packed({"xl/workbook.xml": b"<x/>"}, tmp_path / "book.xlsx")
    assert not is_archive(book)
    assert not is_archive(write(tmp_path, "a.csv", "a,b\n1,2\n"))
    data = io.BytesIO(whole)
    info = zipfile.ZipFile(data).infolist()[0]
    locked = bytearray(whole)
    at = whole.index(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert info.flag_bits & 1 == 0
    with pytest.raises(InputError, match="password"):
        unpacked(write(tmp_path, "locked.zip", bytes(locked)), cache)
