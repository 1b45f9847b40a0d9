"""What a faulty mapping or table is told, and what a bad version leaves alone."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from aigeo.errors import AigeoError, InputError, LoaderError, UsageError
from aigeo.load import run
from aigeo.store import Store
from tests.load.table.mapped import edges, load, write

TABLE = "Maker,Product,Share,Since\nAcme,H1,40,2020\nOther,H2,60 %,2021-05\n"
MAPPING = """
name: makers
title: Makers
file: makers.csv
entities:
  maker: {type: Firm, name: Maker}
  product: {type: Chip, name: Product}
relations:
  - type: MANUFACTURES
    subject: maker
    object: product
    start: Since
    qualifiers: {share_of_market: Share}
"""


def files(folder: Path, table: str | bytes = TABLE, mapping: str = MAPPING) -> Path:
    write(folder, "makers.csv", table)
    return write(folder, "makers.yaml", mapping)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("type: Firm", "type: Company", r"entities\.maker\.type: 'Company' is not known"),
        ("type: Firm", "type: Frim", "did you mean 'Firm'"),
        ("type: MANUFACTURES", "type: MAKES", r"relations\.0\.type: 'MAKES' is not known"),
        ("type: MANUFACTURES", "type: OWNS", "OWNS does not go from Firm to Chip"),
        ("subject: maker", "subject: marker", "has no entity 'marker'; it has: maker, product"),
        ("share_of_market: Share", "share: Share", "MANUFACTURES has no such qualifier; it has"),
        ("name: Maker", "nam: Maker", r"entities\.maker\.nam: unknown key, did you mean 'name'"),
        ("name: Maker", "name: Marker", "the table has no column 'Marker'; it has: Maker, Product"),
        ("title: Makers", "titel: Makers", "titel: unknown key, did you mean 'title'"),
        ("name: makers", "name: My Makers", "name: .*pattern"),
        ("name: makers", "name: epoch-ai", "is the name of a loader"),
        ("name: Maker}", "name: {column: Maker, value: x}}", "exactly one of column, template"),
        ("name: Maker}", "name: Maker, properties: {turnover: Share}}", "no property 'turnover'"),
        ("start: Since", "start: {column: Since, extract: '('}", "not a regular expression"),
        ("file: makers.csv", "file: nothing.csv", "no file 'nothing.csv' beside the mapping"),
        ("file: makers.csv", "file: makers.csv\nwhere: {column: Maker, is: X}", "keeps none"),
        ("entities:", "entitys:", "'entities' is missing"),
        ("entities:", "where: Maker is X\nentities:", r"where\.0: must be keys with values"),
        ("title: Makers", "title: Makers\nconfidence: high", "confidence: must be a number"),
        (
            "name: Maker}",
            "name: {column: Maker, split: true}}",
            r"split\.0: must be text, not",
        ),
        ("name: Maker}", "name: Maker, external_ids: {LEI: Maker}}", r"ids\.LEI: .*such as lei"),
        ("name: Maker}", "name: Maker, generic: often}", r"generic: must be true or false"),
        ("name: Maker}", "name: Maker, aliases: {column: [a]}}", r"column: must be text"),
        ("    start: Since", "    start: Since\n    start: Since", "stands twice"),
        ("title: Makers", "title: [", "not YAML"),
        *(
            ("title: Makers", f"title: Makers\nassertions: {{{said}}}", told)
            for said, told in (
                (
                    "entities: {Firms: {min: 1}}",
                    r"assertions\.entities\.Firms: .*did you mean 'Firm'",
                ),
                ("relations: {OWN: {min: 1}}", r"assertions\.relations\.OWN: .*'OWNS'"),
                ("entities: {Firm: 3}", r"entities\.Firm: needs min or max"),
                ("entities: {Firm: {min: many}}", r"Firm\.min: must be a whole number, not 'many'"),
                ("fil: {Firm.countries: 1}", r"assertions\.fil: unknown key; did you mean 'fill'"),
                ("fill: {Firm.home: 1}", r"fill\.Firm\.home: must be a type and its property"),
                ("fill: {Firm.countries: 80}", "must be a share of 0 to 1, not 80"),
                ("withdrawn_max: lots", r"withdrawn_max: must be a share of 0 to 1, not 'lots'"),
            )
        ),
    ],
)
def test_a_fault_in_a_mapping_is_named_with_its_place(
    embedded: Store, tmp_path: Path, old: str, new: str, said: str
) -> None:
    assert old in MAPPING
    with pytest.raises(AigeoError, match=said) as caught:
        load(embedded, files(tmp_path, mapping=MAPPING.replace(old, new, 1)))
    assert "makers" in str(caught.value)
    assert edges(embedded) == {}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "the file is empty"),
        ("Maker,Product,Share,Since\n", "a header but no rows"),
        (TABLE.replace("Maker", "Company"), "no column 'Maker'; it has: Company"),
        (TABLE + "Third,H3\n", "row 3: data row 3 has 2 fields where the header has 4"),
        (TABLE.replace("Acme", "Acm\u00e9").encode("latin-1"), "row 2: line 2 is not UTF-8 text"),
        ("<!DOCTYPE html>\n<html><body>503</body></html>\n", "a web page, not data"),
        ("\n \n<HTML lang=en><head>", "a web page, not data"),
        ('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "a web page, not data"),
        ('{"error": "not found"}', r"no column 'Maker'; it has: \{\"error"),
        (TABLE + '"Third,H3,1,2020\nFourth,H4,1,2020\n', "row 3: data row 3 has 1 fields"),
        (TABLE.replace("Share", "Maker", 1), "the column 'Maker' stands twice"),
        (b"\x89PNG\r\n\x1a\n\0\0", "not|binary"),
        (gzip.compress(b"Maker,Product,Share,Since\n" + bytes(80_000_000)), "unpacks"),
        (gzip.compress(TABLE.encode())[:-9], "damaged or cut off"),
    ],
    ids=["empty", "no-rows", "renamed", "short-row", "encoding", "html", "late-html", "xml", "json",
         "quotation", "twice", "binary",
         "bomb", "cut"],
)  # fmt: skip
def test_a_bad_file_is_named_and_the_last_version_stays(
    embedded: Store, tmp_path: Path, table: str | bytes, said: str
) -> None:
    load(embedded, files(tmp_path))
    before = edges(embedded)
    assert len(before) == 2
    with pytest.raises(InputError, match=said) as caught:
        load(embedded, files(tmp_path, table))
    assert "makers" in str(caught.value)
    assert edges(embedded) == before


@pytest.mark.parametrize("date", ["00/00/0000", "2024-13-45", "31.02.2020", "05/06/2020", "soon"])
def test_what_is_no_date_is_rejected_with_its_row(
    embedded: Store, tmp_path: Path, date: str
) -> None:
    report = load(embedded, files(tmp_path, TABLE.replace("2021-05", date)))
    assert report.rejected == {"bad value": 1}
    assert report.reject_file is not None
    text = Path(report.reject_file).read_text()
    assert '"row": 2' in text
    assert f"relations.0.start: '{date}' is not a date" in text
    assert list(edges(embedded)) == [("Acme", "MANUFACTURES", "H1")]


def test_several_mappings_name_their_files_themselves(embedded: Store, tmp_path: Path) -> None:
    one = files(tmp_path)
    other = write(tmp_path, "other.yaml", MAPPING.replace("name: makers", "name: others"))
    reports = run(embedded, embedded.settings, [str(one), str(other)])
    assert [report.source for report in reports] == ["makers", "others"]
    with pytest.raises(UsageError, match="could be read with any of 2 mappings"):
        run(embedded, embedded.settings, [str(one), str(other), str(tmp_path / "makers.csv")])


def test_the_loader_table_wants_a_mapping(embedded: Store, tmp_path: Path) -> None:
    mapping = files(tmp_path)
    table = str(tmp_path / "makers.csv")
    with pytest.raises(UsageError, match="needs a mapping"):
        run(embedded, embedded.settings, [table], loader="table")
    with pytest.raises(UsageError, match="not by 'us-csl'"):
        run(embedded, embedded.settings, [str(mapping), table], loader="us-csl")
    (report,) = run(
        embedded, embedded.settings, [table], loader="table", mapping=str(mapping)
    )  # fmt: skip
    assert report.added == 6


def test_a_new_version_under_another_file_name_is_a_diff(embedded: Store, tmp_path: Path) -> None:
    mapping = files(tmp_path)
    load(embedded, mapping)
    newer = write(tmp_path, "makers-2025.csv", TABLE.replace("60 %", "55"))
    report = load(embedded, mapping, newer)
    assert (report.added, report.changed, report.withdrawn) == (0, 1, 0)


def test_assertions_of_a_mapping_hold_a_version_back(embedded: Store, tmp_path: Path) -> None:
    mapping = files(tmp_path, mapping=MAPPING + "assertions: {entities: {Firm: {min: 2}}}\n")
    load(embedded, mapping)
    write(tmp_path, "makers.csv", "Maker,Product,Share,Since\nAcme,H1,40,2020\n")
    with pytest.raises(LoaderError, match="1 Firm entities, at least 2 asserted"):
        load(embedded, mapping)
    assert len(edges(embedded)) == 2


def test_lines_without_text_above_the_header_are_passed_over(
    embedded: Store, tmp_path: Path
) -> None:
    report = load(embedded, files(tmp_path, "\n,,,\n" + TABLE))
    assert (report.read, report.rejected) == (2, {})


def test_an_unclosed_quotation_mark_is_called_one(embedded: Store, tmp_path: Path) -> None:
    table = TABLE + '"Third,H3,1,2020\nFourth,H4,1,2020\n'
    with pytest.raises(InputError) as caught:
        load(embedded, files(tmp_path, table))
    assert caught.value.hint == "a quotation mark may open a field and never close it"


def test_the_reject_file_names_the_file_that_was_given(embedded: Store, tmp_path: Path) -> None:
    mapping = files(tmp_path)
    report = load(embedded, mapping, write(tmp_path, "next.csv", TABLE.replace("40", "140 %")))
    assert report.reject_file is not None
    (record,) = map(json.loads, Path(report.reject_file).read_text().splitlines())
    assert (record["file"], record["row"]) == ("next.csv", 1)
    assert record["detail"] == "relations.0.qualifiers.share_of_market: 140 is above 100"


def test_tabs_in_a_mapping_are_told(embedded: Store, tmp_path: Path) -> None:
    mapping = files(tmp_path, mapping=MAPPING.replace("  maker:", "\tmaker:"))
    with pytest.raises(LoaderError, match="not YAML: .* in the file, line 5") as caught:
        load(embedded, mapping)
    assert caught.value.hint == "indent with spaces, not with tabs"


def test_each_assertion_that_fails_is_named(embedded: Store, tmp_path: Path) -> None:
    asserted = "assertions: {entities: {Firm: {min: 9}, Chip: {min: 8}}}\nentities:"
    mapping = files(tmp_path, mapping=MAPPING.replace("entities:", asserted, 1))
    with pytest.raises(AigeoError, match="2 Firm .* 9 asserted; 2 Chip .* 8 asserted") as caught:
        load(embedded, mapping)
    assert "--force --reason" in str(caught.value.hint)
