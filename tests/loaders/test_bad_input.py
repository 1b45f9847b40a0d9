"""Bad files of real sources: a clear message with file and row, and the last good version stays."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from aigeo.errors import AssertionsFailed, InputError
from aigeo.load import RunReport, run
from aigeo.resources import loaders_dir
from aigeo.store import Store
from tests.load.sources import facts, snapshot

Change = Callable[[bytes], bytes]


class Source:
    """A shipped loader on a copy of its sample that a test can spoil."""

    def __init__(self, store: Store, loader: str, folder: Path) -> None:
        self.store, self.loader = store, loader
        self.folder = folder / loader
        shutil.copytree(loaders_dir() / loader / "sample", self.folder)

    def load(self, force: str | None = None) -> RunReport:
        (report,) = run(
            self.store, self.store.settings, [str(self.folder)], loader=self.loader, force=force
        )
        return report

    def spoil(self, file: str, change: Change) -> None:
        path = self.folder / file
        path.write_bytes(change(path.read_bytes()))


def replaced(old: str, new: str) -> Change:
    def change(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return change


def becomes(data: bytes) -> Change:
    return lambda _: data


BROKEN = [
    ("eto-chips", "provision.csv", becomes(b""), "provision.csv: the file is empty"),
    ("eto-chips", "providers.csv", lambda d: d.splitlines(keepends=True)[0], "header but no rows"),
    ("eto-chips", "provision.csv", replaced("share_provided", "share"),
     "provision.csv, field 'share_provided': the required column 'share_provided' is missing"),
    ("eto-chips", "provision.csv", lambda d: d + b"JPN,P1\n",
     r"provision.csv, row 10: data row 10 has 2 fields where the header has 7"),
    ("eto-chips", "providers.csv", lambda d: d.replace(b"Tulip", b"T\xe4lip", 1),
     r"providers.csv, row \d+: line \d+ is not UTF-8 text"),
    ("eto-chips", "provision.csv", becomes(b"<!DOCTYPE html>\n<html>Service unavailable</html>"),
     "provision.csv: this is a web page, not data"),
    ("eto-chips", "provision.csv", becomes(gzip.compress(bytes(80_000_000))),
     "provision.csv: the file unpacks to more than 200 times its size"),
    ("ofac-sdn", "sdn.csv", lambda d: d.rstrip(b"\x1a") + b"1,2,3\r\n",
     r"sdn.csv, row \d+: data row \d+ has 3 fields"),
    ("ftm", "invented.ftm.json", lambda d: d[:-40],
     r"invented.ftm.json, row \d+: line \d+ is not JSON"),
    ("ftm", "invented.ftm.json", replaced('"schema"', '"schemma"'),
     "row 1, field 'schema': record 1 lacks the required field"),
    ("us-lists", "bis_entity_list.json", lambda d: d[:-3], "bis_entity_list.json: not readable"),
    ("us-lists", "bis_entity_list.json", becomes(b"<html><body>403</body></html>"),
     "bis_entity_list.json: this is a web page"),
    ("us-lists", "bis_entity_list.json", lambda d: d.replace(b"name", b"n\xe4me", 1),
     r"bis_entity_list.json, row \d+: line \d+ is not UTF-8 text"),
    ("bis-dpl", "dpl.txt", replaced("Effective_Date", "Effective"), "required column"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("loader", "file", "change", "said"),
    BROKEN,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_file_that_cannot_be_used_leaves_the_last_version(
    embedded: Store, tmp_path: Path, loader: str, file: str, change: Change, said: str
) -> None:
    source = Source(embedded, loader, tmp_path)
    source.load(force="a sample")
    before = snapshot(embedded)
    assert facts(embedded)
    source.spoil(file, change)
    with pytest.raises(InputError, match=said) as caught:
        source.load(force="even when forced")
    assert file in str(caught.value)
    assert snapshot(embedded) == before


def test_a_list_that_came_out_short_is_held_back(store: Store, tmp_path: Path) -> None:
    source = Source(store, "us-lists", tmp_path)
    with pytest.raises(AssertionsFailed, match=r"at least \d+ asserted"):
        source.load()
    assert facts(store) == []
    source.load(force="a sample")
    before = snapshot(store)
    source.spoil("bis_entity_list.json", shortened)
    with pytest.raises(AssertionsFailed) as caught:
        source.load()
    assert any("would be withdrawn" in failure for failure in caught.value.failures)
    assert snapshot(store) == before


def shortened(data: bytes) -> bytes:
    whole = json.loads(data)
    whole["entities"] = whole["entities"][:1]
    return json.dumps(whole).encode()


REJECTED = [
    ("eto-chips", "provision.csv", replaced("N3,60.0,", "N3,140,"),
     "'share_provided' is no share", 1),
    ("eto-chips", "provision.csv", replaced("JPN,P1,", "JPN,P99,"), "'provider_id' is not in", 1),
    ("eto-chips", "providers.csv", lambda d: d + b"Other Tools,,P2,organization,JPN\n",
     "an earlier row has this key and says something else", None),
    ("bis-dpl", "dpl.txt", replaced("10/16/2017", "00/00/0000"), "date", 1),
    ("agora", "documents.csv", replaced("2024-12-23", "00/00/0000"), "date", 1),
    ("ftm", "invented.ftm.json", replaced("NK-sampleFirm2\", \"caption", "NK-gone\", \"caption"),
     "not in the stream", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("loader", "file", "change", "reason", "row"),
    REJECTED,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_row_is_rejected_with_its_number_and_the_others_are_loaded(
    embedded: Store,
    tmp_path: Path,
    loader: str,
    file: str,
    change: Change,
    reason: str,
    row: int | None,
) -> None:
    source = Source(embedded, loader, tmp_path)
    good = source.load(force="a sample")
    source.spoil(file, change)
    bad = source.load(force="a sample")
    assert sum(bad.rejected.values()) > sum(good.rejected.values())
    assert bad.reject_file is not None
    lines = [json.loads(line) for line in Path(bad.reject_file).read_text().splitlines()]
    found = [r for r in lines if r["file"] == file and reason in f"{r['reason']} {r['detail']}"]
    assert found
    assert all(r["row"] for r in found)
    if row is not None:
        assert row in [r["row"] for r in found]
    assert facts(embedded)


def test_the_encoding_can_be_said(embedded: Store, tmp_path: Path) -> None:
    source = Source(embedded, "eto-chips", tmp_path)
    source.spoil("providers.csv", lambda d: d.replace(b"Tulip", b"T\xe4lip", 1))

    def load(encoding: str) -> RunReport:
        folder, options = str(source.folder), {"encoding": encoding}
        (report,) = run(embedded, embedded.settings, [folder], force="a sample", options=options)
        return report

    def named(start: str) -> bool:
        found = embedded.read("MATCH (n:Entity) WHERE n.name STARTS WITH $s RETURN n", {"s": start})
        return bool(found)

    load("cp1253")
    assert named("T\u03b4lip") and not named("T\u00e4lip")
    assert not load("cp1252").unchanged  # the same bytes, read otherwise
    assert named("T\u00e4lip") and not named("T\u03b4lip")
    assert load("cp1252").unchanged
    with pytest.raises(InputError, match="'cp12' is no known encoding"):
        load("cp12")


def test_a_file_that_the_user_sorts_to_a_loader_is_told_what_it_lacks(
    embedded: Store, tmp_path: Path
) -> None:
    table = tmp_path / "mine.csv"
    table.write_text("source,name\nx,y\n")
    with pytest.raises(InputError, match="the required column 'entity_number' is missing"):
        run(embedded, embedded.settings, [str(table)], loader="us-csl")
