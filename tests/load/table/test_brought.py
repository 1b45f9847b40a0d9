"""Tables as people bring them: exports of spreadsheets, of programs, in several languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aigeo.errors import LoaderError
from aigeo.load.table.dates import read_date
from aigeo.load.table.numbers import read_number
from aigeo.store import Store
from tests.load.table.mapped import edges, load, node, write


def rejections(report: object) -> list[tuple[int, str]]:
    path = getattr(report, "reject_file", None)
    lines = Path(path).read_text("utf-8").splitlines() if path else []
    return [(r["row"], r["detail"]) for r in map(json.loads, lines)]


def test_a_german_spreadsheet(embedded: Store, tmp_path: Path) -> None:
    text = (
        "\ufeffUnternehmen;Land;Beteiligung an;Anteil;Stand\r\n"
        "Beispiel AG;Deutschland;Muster GmbH;12,5 %;31.12.2023\r\n"
        "Holding SE;Vereinigte Staaten;Muster GmbH;50%;1. März 2024\r\n"
        "France SA;Frankreich;Muster GmbH;< 5 %;2022\r\n"
    )
    write(tmp_path, "anteile.csv", text.encode())
    mapping = write(
        tmp_path,
        "anteile.yaml",
        """
        name: anteile
        title: Anteile
        file: anteile.csv
        entities:
          owner: {type: Firm, name: Unternehmen, countries: Land}
          owned: {type: Firm, name: Beteiligung an}
        relations:
          - type: OWNS
            subject: owner
            object: owned
            start: Stand
            qualifiers: {share: {column: Anteil, decimal: ",", invalid: drop}}
        """,
    )
    report = load(embedded, mapping)
    found = {key[0]: (e.get("share"), e["start"]) for key, e in edges(embedded).items()}
    assert found == {
        "Beispiel AG": (12.5, "2023-12-31"),
        "Holding SE": (50, "2024-03-01"),
        "France SA": (None, "2022"),
    }
    assert node(embedded, "Holding SE")["countries"] == ["us"]
    ((row, detail),) = rejections(report)
    assert row == 3
    assert "a range or bound; take one end with extract" in detail


def test_tabs_quoted_line_breaks_and_words_for_yes(embedded: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "models.tsv",
        'model\tlab\tnotes\treleased\topen?\tsize\n"Big\nModel"\tAcme AI\t"one\ntwo\t""x"""\t'
        "3-May-24\tYes\t70B\nSmall\tOther Lab\t\tQ4 2023\tunknown\t7 billion\n",
    )
    mapping = write(
        tmp_path,
        "models.yaml",
        """
        name: models
        title: Models
        file: models.tsv
        ignore: [notes]
        entities:
          lab: {type: Firm, name: lab}
          model:
            type: Model
            name: model
            properties:
              released: released
              parameters: size
              weights_access: {column: "open?", map: {yes: open, no: closed}, others: drop}
        relations:
          - {type: DEVELOPS, subject: lab, object: model, start: released}
        """,
    )
    report = load(embedded, mapping)
    assert (report.read, report.rejected, report.warnings) == (2, {}, [])
    big, small = node(embedded, "Big Model"), node(embedded, "Small")
    assert (big["released"], big["parameters"], big["weights_access"]) == (
        "2024-05-03", 70_000_000_000, "open",
    )  # fmt: skip
    assert (small["released"], small["parameters"]) == ("2023", 7_000_000_000)
    assert "weights_access" not in small
    assert edges(embedded)["Other Lab", "DEVELOPS", "Small"]["start"] == "2023-10"


def test_a_column_a_year_with_estimates(embedded: Store, tmp_path: Path) -> None:
    text = "Country,Supplier,2021,2022,2023e\nTaiwan,TSMC,53%,56%,~60%\nKorea,Samsung,17%,..,11%\n"
    write(tmp_path, "shares.csv", text)
    mapping = write(
        tmp_path,
        "shares.yaml",
        r"""
        name: shares
        title: Shares
        file: shares.csv
        missing: [".."]
        unpivot: {columns: ["2*"], name: year, value: share}
        entities:
          firm:
            type: Firm
            name: Supplier
            countries: {column: Country, map: {Korea: South Korea}, others: keep}
          good: {type: Technology, name: {value: foundry services}, generic: true}
        relations:
          - type: MANUFACTURES
            subject: firm
            object: good
            start: {column: year, extract: '^\d{4}'}
            end: {column: year, extract: '^\d{4}'}
            status: {column: year, map: {2023e: planned}, default: stated}
            qualifiers: {share_of_market: share}
        """,
    )  # fmt: skip
    assert load(embedded, mapping).rejected == {}
    found = edges(embedded)
    # One edge with the last share that is no estimate; each year is a statement.
    tsmc = found["TSMC", "MANUFACTURES", "foundry services"]
    assert (tsmc["share_of_market"], tsmc["status"], tsmc["statement_count"]) == (56, "stated", 3)
    assert tsmc["quote"].endswith("Supplier: TSMC; 2022: 56%")
    samsung = found["Samsung", "MANUFACTURES", "foundry services"]
    assert (samsung["share_of_market"], samsung["status"]) == (17, "stated")
    years = embedded.read(
        "MATCH (s:Statement {type: 'MANUFACTURES'}) RETURN s.start AS year, s.status AS status, "
        "s.qualifiers AS said ORDER BY year, said"
    )
    assert [(y["year"], y["status"], json.loads(y["said"])["share_of_market"]) for y in years] == [
        ("2021", "stated", 17), ("2021", "stated", 53), ("2022", "stated", 56),
        ("2023", "planned", 11), ("2023", "planned", 60),
    ]  # fmt: skip
    assert node(embedded, "Samsung")["countries"] == ["kr"]


def test_two_header_rows_and_merged_cells(store: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "licences.csv",
        'Licence,,Goods,,\nAuthority,Holder,Item,"Value\n(US$m)",Valid\n'
        'BIS,Fab One,H20,"1,250",Apr 2023 \n,Fab Two,H20,300-500,\nMOFCOM,Motors,magnets,2,\n'
        ",,,,\nTotal,3,,,\n",
    )
    mapping = write(
        tmp_path,
        "licences.yaml",
        """
        name: licences
        title: Licences
        file: licences.csv
        header_rows: 2
        fill: Licence / Authority
        where: {column: Licence / Authority, not: Total}
        entities:
          authority: {type: Agency, name: Licence / Authority}
          holder: {type: Firm, name: Licence / Holder}
          item: {type: Technology, name: Goods / Item}
        relations:
          - type: LICENSES
            subject: authority
            object: holder
            start: Goods / Valid
            qualifiers: {item: item}
        ignore: [Goods / Value (US$m)]
        """,
    )
    report = load(store, mapping)
    assert (report.rejected, report.warnings) == ({}, [])
    found = edges(store)
    assert set(found) == {
        ("BIS", "LICENSES", "Fab One"), ("BIS", "LICENSES", "Fab Two"),
        ("MOFCOM", "LICENSES", "Motors"),
    }  # fmt: skip
    assert found["BIS", "LICENSES", "Fab One"]["start"] == "2023-04"
    quote = found["BIS", "LICENSES", "Fab Two"]["quote"]
    assert quote.startswith("licences.csv row 2: Licence / Authority: BIS; Licence / Holder: Fab")


def test_lists_in_cells(embedded: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "rules.csv",
        "Policy,Issuer,Targets,Goods,Effective\n"
        'Rule A,BIS,China; Russia,"[""HBM"", ""EUV tools""]",2024-12-02\n'
        'Rule B,BIS,"China, Hong Kong and Macau","[\'GPUs\', \'NPUs\']","Dec. 2, 2024"\n'
        "Rule C,BIS,Iran,drones / engines,soon\n",
    )
    mapping = write(
        tmp_path,
        "rules.yaml",
        """
        name: rules
        title: Rules
        file: rules.csv
        entities:
          policy: {type: Policy, name: Policy, properties: {effective: Effective}}
          issuer: {type: Agency, name: Issuer}
          target: {type: Country, name: {column: Targets, split: [";", ",", " and "]}}
          goods: {type: Technology, generic: true, name: {column: Goods, split: " / "}}
        relations:
          - {type: ISSUES, subject: issuer, object: policy, start: Effective}
          - {type: TARGETS, subject: policy, object: target}
          - {type: RESTRICTS, subject: policy, object: goods}
        """,
    )
    report = load(embedded, mapping)
    found = {(a, b) for a, kind, b in edges(embedded) if kind == "RESTRICTS"}
    assert found == {
        ("Rule A", "HBM"), ("Rule A", "EUV tools"), ("Rule B", "GPUs"), ("Rule B", "NPUs"),
        ("Rule C", "drones"), ("Rule C", "engines"),
    }  # fmt: skip
    assert sum(kind == "TARGETS" for _, kind, _ in edges(embedded)) == 6
    assert [row for row, _ in rejections(report)] == [3, 3]


def test_amounts_dates_and_countries_of_the_world(store: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "deals.csv",
        "Date,Investor,Country,Company,Amount\n"
        "05/13/2024,Fonds A,États-Unis,One,US$1.2bn\n"
        "2024年3月1日,基金B,中国,Two,¥500m\n"
        '12.11.2023,Фонд В,Россия,Three,"€ 3,5 Mio"\n'
        '13 mars 2022,Fondo,España,Four,"USD 2.500.000,00"\n'
        '3 de marzo de 2021,Fondo D,日本,Five,"1.234 EUR"\n',
    )
    mapping = write(
        tmp_path,
        "deals.yaml",
        """
        name: deals
        title: Deals
        file: deals.csv
        entities:
          investor: {type: Fund, name: Investor, countries: Country}
          firm: {type: Firm, name: Company}
        relations:
          - type: INVESTS_IN
            subject: investor
            object: firm
            qualifiers:
              amount: {column: Amount, decimal: auto, invalid: drop}
              currency: {column: Amount, invalid: drop}
              date: {column: Date, format: [MM/DD/YYYY, auto]}
        """,
    )
    report = load(store, mapping)
    found = {
        b: (e.get("amount"), e.get("currency"), e["date"]) for (_, _, b), e in edges(store).items()
    }
    assert found == {
        "One": (1.2e9, "USD", "2024-05-13"),
        "Two": (500e6, None, "2024-03-01"),
        "Three": (3.5e6, "EUR", "2023-11-12"),
        "Four": (2.5e6, "USD", "2022-03-13"),
        "Five": (None, "EUR", "2021-03-03"),
    }
    homes = store.read("MATCH (f:Fund) RETURN f.countries AS c ORDER BY f.countries[0]")
    assert [row["c"] for row in homes] == [["cn"], ["es"], ["jp"], ["ru"], ["us"]]
    said = dict(rejections(report))
    assert "{value: CNY}" in said[2]
    assert "can be read in two ways" in said[5]


def test_people_with_inverted_names_and_open_ends(embedded: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "people.csv",
        'Person,Post,Body,Kind,From,To,Sure\n"Doe, Jane",Director,Acme AI,Company,Jan-2020,'
        "present,Y\nJohn Roe,CTO,MIT,University,2018-09,2021/03,N\n",
    )
    mapping = write(
        tmp_path,
        "people.yaml",
        """
        name: people
        title: People
        file: people.csv
        entities:
          person: {type: Person, name: {column: Person, inverted: true}}
          body:
            type: {column: Kind, map: {Company: Firm, University: ResearchOrganization}}
            name: Body
        relations:
          - type: WORKS_FOR
            subject: person
            object: body
            start: From
            end: To
            confidence: {column: Sure, map: {Y: 0.9, N: 0.4}}
            qualifiers: {role: Post}
        """,
    )
    assert load(embedded, mapping).rejected == {}
    found = {k[0]: (e["start"], e.get("end"), e["confidence"]) for k, e in edges(embedded).items()}
    assert found == {
        "Jane Doe": ("2020-01", None, 0.9), "John Roe": ("2018-09", "2021-03", 0.4),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3-May-24", "2024-05-03"), ("3 May 69", "1969-05-03"), ("31. Dezember 2023", "2023-12-31"),
        ("1er mars 2022", None),
        ("13 mars 2022", "2022-03-13"), ("3 de marzo de 2021", "2021-03-03"),
        ("März 2024", "2024-03"), ("2024年3月", "2024-03"), ("2024年13月1日", None),
        ("5 maggio 2020", "2020-05-05"), ("2 oktober 2019", "2019-10-02"), ("May-24", None),
    ],
)  # fmt: skip
def test_dates_in_words(text: str, date: str | None) -> None:
    if date is None:
        with pytest.raises(ValueError, match="not a date"):
            read_date(text)
    else:
        assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "decimal", "said"),
    [
        ("12,5", ".", 'decimal: ","'), ("1.234,5", ".", 'decimal: ","'),
        ("12.5", ",", 'decimal: "."'),
        ("300-500", ".", "range or bound"), (">100", ".", "range or bound"),
        ("1,234", "auto", "two ways"), ("abc", ".", "not a number$"),
    ],
)  # fmt: skip
def test_what_is_nearly_a_number_is_told_what_to_do(text: str, decimal: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_number(text, decimal=decimal)


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.234,5", 1234.5), ("1,234.5", 1234.5), ("1.234.567", 1234567), ("12,5", 12.5),
     ("0.125", 0.125), ("1 234,5", 1234.5), ("7", 7)],
)  # fmt: skip
def test_the_decimal_sign_of_each_number(text: str, number: float) -> None:
    assert read_number(text, decimal="auto") == number


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("name: {column: Maker, others: keep}", "others says what becomes of texts"),
        ("name: {column: Maker, map: {a: b}, default: x, others: keep}", "default or others"),
        ("name: {column: Maker, decimal: ';'}", r"name\.decimal: .*auto"),
    ],
)
def test_new_keys_are_checked(embedded: Store, tmp_path: Path, line: str, said: str) -> None:
    write(tmp_path, "m.csv", "Maker\nAcme\n")
    text = f"name: m\ntitle: M\nfile: m.csv\nentities:\n  maker: {{type: Firm, {line}}}\n"
    with pytest.raises(LoaderError, match=said):
        load(embedded, write(tmp_path, "m.yaml", text))
