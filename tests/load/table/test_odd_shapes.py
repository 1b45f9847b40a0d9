"""Shapes that are rarer, and what each asks of a mapping."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from aigeo.errors import InputError
from aigeo.store import Store
from tests.load.table.mapped import edges, load, node, write


def test_parties_of_a_deal_by_their_role(embedded: Store, tmp_path: Path) -> None:
    deals = [
        {
            "signed": "2024-05-03",
            "value": {"amount": 2.5, "unit": "USD m"},
            "parties": [
                {"role": "Seller", "org": {"name": "Acme", "home": "JP"}},
                {"role": "buyer", "org": {"name": "Fab One", "home": "TW"}},
                {"role": "buyer", "org": {"name": "Fab Two", "home": "KR"}},
            ],
            "goods": ["etchers", "resist"],
        }
    ]
    write(tmp_path, "deals.json", json.dumps(deals))
    mapping = write(
        tmp_path,
        "deals.yaml",
        """
        name: deals
        title: Deals
        file: deals.json
        entities:
          seller:
            type: Firm
            name: parties[role=seller].org.name
            countries: parties[role=seller].org.home
          buyer: {type: Firm, name: "parties[role=buyer].org.name"}
          goods: {type: Technology, name: "goods[0]"}
        relations:
          - type: SUPPLIES
            subject: seller
            object: buyer
            start: signed
            qualifiers:
              item: goods
              amount: {column: value.amount, scale: million}
              currency: value.unit
        """,
    )
    assert load(embedded, mapping).rejected == {}
    found = edges(embedded)
    assert set(found) == {("Acme", "SUPPLIES", "Fab One"), ("Acme", "SUPPLIES", "Fab Two")}
    edge = found["Acme", "SUPPLIES", "Fab Two"]
    assert (edge["item_name"], edge["amount"], edge["currency"]) == ("etchers", 2.5e6, "USD")
    assert node(embedded, "Acme")["countries"] == ["jp"]


def test_a_matrix_of_countries(embedded: Store, tmp_path: Path) -> None:
    text = "Exporter;USA;China;Note\nJapan;1.200,5;-;x\nNetherlands;3;7.000;y\n"
    write(tmp_path, "trade.csv", text.encode("utf-16"))
    mapping = write(
        tmp_path,
        "trade.yaml",
        """
        name: trade
        title: Exports of lithography tools in million dollars, 2023
        file: trade.csv
        unpivot: {columns: "*", except: [Exporter, Note], name: importer, value: worth}
        ignore: [Note]
        entities:
          exporter: {type: Country, name: Exporter}
          importer: {type: Country, name: importer}
          tools: {type: Technology, name: {value: lithography tools}, generic: true}
        relations:
          - type: SUPPLIES
            subject: exporter
            object: importer
            start: {value: 2023}
            end: {value: 2023}
            qualifiers:
              item: tools
              amount: {column: worth, decimal: ",", scale: million}
              currency: {value: USD}
        """,
    )
    report = load(embedded, mapping)
    assert (report.rejected, report.warnings) == ({}, [])
    found = {key: edge["amount"] for key, edge in edges(embedded).items()}
    assert found == {
        ("Japan", "SUPPLIES", "United States"): 1.2005e9,
        ("Netherlands", "SUPPLIES", "United States"): 3e6,
        ("Netherlands", "SUPPLIES", "China"): 7e9,
    }


def test_triples_with_the_relation_in_a_column(embedded: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "ties.csv",
        """
        a,a_kind,tie,b,b_kind,sure,years
        Acme,company,owns,Acme Japan,company,high,2015-2020
        Acme,company,works with,University of Somewhere,university,low,2019-present
        Acme,company,dislikes,Other,company,high,
        """,
    )
    mapping = write(
        tmp_path,
        "ties.yaml",
        """
        name: ties
        title: Ties
        file: ties.csv
        entities:
          a:
            name: a
            type: {column: a_kind, map: {company: Firm, university: ResearchOrganization}}
          b:
            name: b
            type: {column: b_kind, map: {company: Firm, university: ResearchOrganization}}
        relations:
          - type: {column: tie, map: {owns: OWNS, works with: PARTNERS_WITH}}
            subject: a
            object: b
            start: {column: years, extract: '^\\d{4}'}
            end: {column: years, extract: '(\\d{4})$'}
            confidence: {column: sure, map: {high: 0.9, low: 0.5}}
        """,
    )
    report = load(embedded, mapping)
    assert report.rejected == {"bad value": 1}  # nobody said what "dislikes" is
    found = edges(embedded)
    owns = found["Acme", "OWNS", "Acme Japan"]
    assert (owns["start"], owns["end"], owns["confidence"]) == ("2015", "2020", 0.9)
    works = found["Acme", "PARTNERS_WITH", "University of Somewhere"]
    assert (works["start"], works.get("end"), works["confidence"]) == ("2019", None, 0.5)


def test_a_footer_an_object_of_objects_and_a_repeated_key(embedded: Store, tmp_path: Path) -> None:
    write(tmp_path, "a.csv", "Id,Firm\n1,Acme\n2,Other\n2,Another\nSource: somebody\n")
    write(tmp_path, "b.json", json.dumps({"Acme": {"chip": "A1"}, "Other": {"chip": "B7"}}))
    mapping = write(
        tmp_path,
        "both.yaml",
        """
        name: both
        title: Both
        tables:
          - file: a.csv
            ragged: reject
            unique: Id
            entities: {firm: {type: Firm, name: Firm}}
          - file: b.json
            entities:
              maker: {type: Firm, name: "@key"}
              chip: {type: Chip, name: chip}
            relations:
              - {type: MANUFACTURES, subject: maker, object: chip}
        """,
    )
    report = load(embedded, mapping)
    assert report.rejected == {
        "wrong number of fields": 1, "an earlier row has this key and says something else": 1,
    }  # fmt: skip
    assert list(edges(embedded)) == [
        ("Acme", "MANUFACTURES", "A1"), ("Other", "MANUFACTURES", "B7"),
    ]  # fmt: skip
    assert embedded.read("MATCH (n {name: 'Another'}) RETURN n") == []


def test_dates_in_parts_numbered_columns_and_names_with_countries(
    embedded: Store, tmp_path: Path
) -> None:
    write(
        tmp_path,
        "people.csv",
        """
        Person,Y,M,D,Employer 1,Since 1,Employer 2,Since 2
        Ada Example,1970,3,14,Acme (Japan),2001,Other (US),2010
        Bob Sample,1980,,,Acme (Japan),2003,,
        """,
    )
    mapping = write(
        tmp_path,
        "people.yaml",
        """
        name: people
        title: People
        file: people.csv
        entities:
          person:
            type: Person
            name: Person
            properties: {birth_date: {first: ["{Y}-{M}-{D}", "{Y}-{M}", Y]}}
          one:
            type: Firm
            name: {column: Employer 1, extract: '^[^(]+'}
            countries: {column: Employer 1, extract: '\\((.*)\\)'}
          two: {type: Firm, name: {column: Employer 2, extract: '^[^(]+'}}
        relations:
          - {type: WORKS_FOR, subject: person, object: one, start: Since 1}
          - {type: WORKS_FOR, subject: person, object: two, start: Since 2}
        """,
    )
    assert load(embedded, mapping).rejected == {}
    assert node(embedded, "Ada Example")["birth_date"] == "1970-03-14"
    assert node(embedded, "Bob Sample")["birth_date"] == "1980"
    assert node(embedded, "Acme")["countries"] == ["jp"]
    assert len(edges(embedded)) == 3


def test_a_spreadsheet_is_sent_back(embedded: Store, tmp_path: Path) -> None:
    write(tmp_path, "a.xlsx", b"PK\x03\x04")
    mapping = write(
        tmp_path,
        "a.yaml",
        "name: a\ntitle: A\nfile: a.xlsx\nentities: {firm: {type: Firm, name: Firm}}\n",
    )
    with pytest.raises(InputError, match="spreadsheets are not read") as caught:
        load(embedded, mapping)
    assert "CSV" in str(caught.value.hint)
