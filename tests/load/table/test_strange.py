"""Tables of strangers: forms that programs, spreadsheets and query services write."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.parquet
import pytest

from aigeo.errors import AigeoError, InputError
from aigeo.load.jsonrecords import records_of
from aigeo.load.table.splitting import split
from aigeo.store import Store
from tests.load.table.mapped import edges, load, node, write

FIRMS = """
name: firms
title: Firms
file: FILE
entities:
  firm: {type: Firm, name: Name, countries: Country}
"""


def firms(folder: Path, name: str, text: str | bytes) -> Path:
    write(folder, name, text)
    return write(folder, "firms.yaml", FIRMS.replace("FILE", name))


def test_a_share_register_with_counted_days(embedded: Store, tmp_path: Path) -> None:
    text = (
        "Gesellschaft;Aktionär;Anteil (%);Seit\n"
        "Chipwerk;Infineon Technologies AG;50,10;43831\n"
        "Chipwerk;Streubesitz;<5%;n/a\n"
        "Siltronic;Wacker Chemie AG;30,8;44562,5\n"
    )
    write(tmp_path, "register.csv", text.encode("cp1252"))
    mapping = write(
        tmp_path,
        "register.yaml",
        """
        name: register
        title: Anteile
        file: register.csv
        encoding: cp1252
        entities:
          firm: {type: Firm, name: Gesellschaft}
          owner: {type: Firm, name: Aktionär}
        relations:
          - type: OWNS
            subject: owner
            object: firm
            start: {column: Seit, format: excel}
            qualifiers: {share: {column: Anteil (%), decimal: ",", invalid: drop}}
        """,
    )
    report = load(embedded, mapping)
    assert report.rejected == {"bad value": 1}
    found = edges(embedded)
    assert found["Infineon Technologies AG", "OWNS", "Chipwerk"]["start"] == "2020-01-01"
    wacker = found["Wacker Chemie AG", "OWNS", "Siltronic"]
    assert (wacker["start"], wacker["share"]) == ("2022-01-01", 30.8)
    assert "share" not in found["Streubesitz", "OWNS", "Chipwerk"]


def test_keys_of_another_mapping_are_taken_over(embedded: Store, tmp_path: Path) -> None:
    write(tmp_path, "rounds.csv", "Firm,Lead,Others,Round\nAcme,Big Fund,Small Fund et al.,Seed\n")
    mapping = write(
        tmp_path,
        "rounds.yaml",
        """
        name: rounds
        title: Rounds
        file: rounds.csv
        entities:
          firm: {type: Firm, name: Firm}
          lead: &fund {type: Fund, name: Lead}
          other: {<<: *fund, name: {column: Others, split: ","}}
        relations:
          - &round {type: INVESTS_IN, subject: lead, object: firm, qualifiers: {round: Round}}
          - {<<: *round, subject: other}
        """,
    )
    assert load(embedded, mapping).rejected == {}
    found = edges(embedded)
    assert {key[0]: edge["round"] for key, edge in found.items()} == {
        "Big Fund": "Seed", "Small Fund": "Seed"
    }  # fmt: skip


@pytest.mark.parametrize("base", ["text", "*other"])
def test_only_a_mapping_is_taken_over(embedded: Store, tmp_path: Path, base: str) -> None:
    mapping = firms(tmp_path, "firms.csv", "Name,Country\nAcme,DE\n")
    mapping.write_text(mapping.read_text().replace("name: Name", f"<<: {base}, name: Name"))
    with pytest.raises(AigeoError, match=r"firms\.yaml: not YAML: .*(alias|undefined)"):
        load(embedded, mapping)


def test_parquet_of_every_kind_of_column(embedded: Store, tmp_path: Path) -> None:
    seen = datetime.datetime(2020, 1, 2, 3, 4, tzinfo=datetime.UTC)
    table = pyarrow.table(
        {
            "kind": pyarrow.array(["lab", None]).dictionary_encode(),
            "name": ["Acme", "Other"],
            "seen": pyarrow.array([seen, None], pyarrow.timestamp("ns", tz="UTC")),
            "took": pyarrow.array([5, None], pyarrow.duration("s")),
            "facts": pyarrow.array(
                [[("site", "acme.example")], None], pyarrow.map_(pyarrow.string(), pyarrow.string())
            ),
            "worth": pyarrow.array([float("inf"), 2.5e9], pyarrow.float64()),
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "labs.parquet")
    mapping = write(
        tmp_path,
        "labs.yaml",
        """
        name: labs
        title: Labs
        file: labs.parquet
        entities:
          lab:
            type: Firm
            name: name
            properties:
              founded: seen
              website: facts.site
              valuation_usd: worth
              description: "{kind}, {took} s"
        """,
    )
    assert load(embedded, mapping).rejected == {}
    acme = node(embedded, "Acme")
    assert (acme["founded"], acme["website"], acme["description"]) == (
        "2020-01-02", "acme.example", "lab, 5 s"
    )  # fmt: skip
    assert "valuation_usd" not in acme
    assert node(embedded, "Other")["valuation_usd"] == 2.5e9


def test_a_time_beyond_all_calendars_is_told(embedded: Store, tmp_path: Path) -> None:
    far = pyarrow.table({"Name": ["Acme"], "Country": pyarrow.array([10**18], "timestamp[ms]")})
    pyarrow.parquet.write_table(far, tmp_path / "firms.parquet")
    mapping = write(tmp_path, "firms.yaml", FIRMS.replace("FILE", "firms.parquet"))
    with pytest.raises(InputError, match=r"firms\.parquet: not readable as Parquet: a value"):
        load(embedded, mapping)


@pytest.mark.parametrize("line", ["sep=;\r\n", '"sep=;"\n', "SEP=;\n"])
def test_a_first_line_that_states_the_delimiter(embedded: Store, tmp_path: Path, line: str) -> None:
    text = f'\ufeff{line}Name;Country\r\n"Alpha; Beta";DE\r\n'
    load(embedded, firms(tmp_path, "firms.csv", text.encode()))
    assert node(embedded, "Alpha; Beta")["countries"] == ["de"]


def test_a_bad_identifier_is_named_with_its_place(embedded: Store, tmp_path: Path) -> None:
    write(tmp_path, "ids.csv", "Name,LEI\nAcme,529900T8BM49AURSDO55\nOther,NONE\nThird,X\n")
    mapping = write(
        tmp_path,
        "ids.yaml",
        """
        name: ids
        title: Identifiers
        file: ids.csv
        entities:
          firm: {type: Firm, name: Name, external_ids: {lei: LEI}}
        """,
    )
    report = load(embedded, mapping)
    assert report.rejected == {"bad identifier": 2} and report.reject_file is not None
    first, _ = map(json.loads, Path(report.reject_file).read_text().splitlines())
    assert (first["row"], first["detail"].partition(": ")[0]) == (
        2,
        "entities.firm.external_ids.lei",
    )
    assert [r["n"] for r in embedded.read("MATCH (f:Firm) RETURN f.name AS n")] == ["Acme"]
    mapping.write_text(mapping.read_text().replace("lei: LEI", "lei: {column: LEI, invalid: drop}"))
    assert load(embedded, mapping).rejected == {"bad identifier": 2}
    assert len(embedded.read("MATCH (f:Firm) RETURN f.name AS n")) == 3


OBJECTS = [{"Name": "Acme", "Country": "DE"}, {"Name": "Other", "Country": "FR"}]
LISTS = [["Name", "Country"], ["Acme", "DE"], ["Other", "FR"]]


@pytest.mark.parametrize(
    ("data", "place", "extra"),
    [
        (OBJECTS, None, {}), (LISTS, None, {}), ({"rows": LISTS, "n": 2}, "rows", {"n": 2}),
        ([{"page": 1}, OBJECTS], "[1]", {}), ({"a": [{"b": OBJECTS}], "n": 2}, "a[0].b", {"n": 2}),
        ({"a.b": OBJECTS}, "a.b", {}),
    ],
)  # fmt: skip
def test_where_json_records_stand(data: Any, place: str | None, extra: dict[str, Any]) -> None:
    assert records_of(data, place) == (OBJECTS, extra)


def test_json_lists_take_names_that_are_given() -> None:
    assert records_of(LISTS[1:], None, ["Name", "Country"]) == (OBJECTS, {})


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        ({"Name": ["Acme"], "n": 1}, None, "at the top; there is an object with the keys Name, n"),
        ({"rows": 3}, "rows", "under 'rows'; there is '3'"), ([1], "[4].x", "there is nothing"),
        ([{"a": 1}, 2], None, "item 2 of the list is none"),
        ([*LISTS, ["x"]], None, "record 3 has 1 fields where the header has 2"),
    ],
)  # fmt: skip
def test_what_stands_there_instead_is_said(data: Any, place: str | None, said: str) -> None:
    with pytest.raises(ValueError, match="expected|record 3") as caught:
        records_of(data, place)
    assert said in str(caught.value)


@pytest.mark.parametrize("end", [" et al.", ", etc.", " and others", "; et al", " u.a."])
def test_a_list_that_goes_on(end: str) -> None:
    assert split(f"Accel, UiPath{end}", [",", ";"]) == ["Accel", "UiPath"]
    assert split("Betal", [","]) == ["Betal"]


def test_a_cell_of_several_records_in_words(embedded: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "backers.csv",
        'Startup,Backers\nAcme AI,"Amazon ($4bn, 2024-03); Big Fund ($250m, 2023)"\nOther AI,\n',
    )
    mapping = write(
        tmp_path,
        "backers.yaml",
        r"""
        name: backers
        title: Backers of startups
        file: backers.csv
        each: {column: Backers, split: ";"}
        entities:
          startup: {type: Firm, name: Startup}
          backer: {type: Firm, name: {column: Backers, extract: '^[^(]+'}}
        relations:
          - type: INVESTS_IN
            subject: backer
            object: startup
            qualifiers:
              amount: {column: Backers, extract: '\(([^,]+)'}
              date: {column: Backers, extract: ', ([^)]+)\)'}
        """,
    )
    assert load(embedded, mapping).rejected == {}
    found = edges(embedded)
    assert {key[0]: (edge["amount"], edge["date"]) for key, edge in found.items()} == {
        "Amazon": (4e9, "2024-03"), "Big Fund": (2.5e8, "2023")
    }  # fmt: skip
    assert (
        "Backers[2]: Big Fund ($250m, 2023)" in found["Big Fund", "INVESTS_IN", "Acme AI"]["quote"]
    )
    assert node(embedded, "Other AI")  # a row without a list says what its other cells say
    mapping.write_text(
        mapping.read_text().replace("{column: Backers, split", "{colum: Backers, split")
    )
    with pytest.raises(AigeoError, match=r"each\.colum: unknown key, did you mean 'column'"):
        load(embedded, mapping)


def test_a_country_that_is_none_is_named_with_its_place(embedded: Store, tmp_path: Path) -> None:
    write(tmp_path, "list.csv", "Item,For,By\n3A090,CN/D:4,China\n4A090,MO,Nowhere\n")
    mapping = write(
        tmp_path,
        "list.yaml",
        """
        name: list
        title: List
        file: list.csv
        entities:
          by: {type: Government, countries: By}
          item: {type: Technology, name: Item, generic: true}
          to: {type: Country, name: {column: For, split: "/"}}
        relations:
          - {type: RESTRICTS, subject: by, object: item, qualifiers: {destination: to}}
        """,
    )
    report = load(embedded, mapping)
    assert report.rejected == {"unknown country": 2} and report.reject_file is not None
    told = [json.loads(line) for line in Path(report.reject_file).read_text().splitlines()]
    assert [(one["row"], one["detail"]) for one in told] == [
        (1, "entities.to.name: 'D:4'"),
        (2, "entities.by.countries: 'Nowhere'"),
    ]
    edge = edges(embedded)["Government of China", "RESTRICTS", "3A090"]
    assert edge["destination_name"] == "China"
