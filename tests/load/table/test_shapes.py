"""Tables of many shapes, mapped without code."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path

import pyarrow
import pyarrow.parquet

from aigeo.store import Store
from tests.load.table.mapped import edges, load, node, write


def test_a_sanctions_list(store: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "list.csv",
        """
        No.,Kind,Name,Other names,Nationality,Listed on,Delisted,Programme,Why
        1,Entity,"Example Optics Co., Ltd.","Exoptic; 示例光学",Chinese,21/11/2022,,CHIPS,arms
        2,Individual,Ivan Ivanov,,Russia,05/03/2023,06/03/2024,CYBER,
        3,Vessel,MV Nowhere,,,05/03/2023,,CYBER,
        """,
    )
    mapping = write(
        tmp_path,
        "freedonia.yaml",
        """
        name: freedonia-list
        title: Consolidated list of Freedonia
        publisher: Ministry of Trade of Freedonia
        licence: CC0-1.0
        published: 2024-04-01
        file: list.csv
        where: {column: Kind, in: [Entity, Individual]}
        ignore: {"No.": running number, Why: free text}
        entities:
          ministry: {type: Agency, name: {value: Ministry of Trade of Freedonia}}
          list: {type: Policy, name: {value: Consolidated list of Freedonia}}
          party:
            type: {column: Kind, map: {Entity: Firm, Individual: Person}}
            name: Name
            aliases: {column: Other names, split: ";"}
            countries: Nationality
          home: {type: Country, name: Nationality}
        relations:
          - {type: ISSUES, subject: ministry, object: list}
          - type: SANCTIONS
            subject: ministry
            object: party
            start: {column: Listed on, format: DD/MM/YYYY}
            end: {column: Delisted, format: DD/MM/YYYY}
            qualifiers: {program: Programme, list: list}
          - {type: BASED_IN, subject: party, object: home, when: {column: Kind, is: Entity}}
        """,
    )
    report = load(store, mapping)
    assert (report.read, report.rejected, report.warnings) == (3, {}, [])
    found = edges(store)
    sanction = found["Ministry of Trade of Freedonia", "SANCTIONS", "Ivan Ivanov"]
    assert (sanction["start"], sanction["end"], sanction["program"]) == (
        "2023-03-05", "2024-03-06", "CYBER",
    )  # fmt: skip
    assert sanction["list_name"] == "Consolidated list of Freedonia"
    assert sanction["quote"].startswith("list.csv row 2: Name: Ivan Ivanov")
    firm = node(store, "Example Optics Co., Ltd.")
    assert firm["_labels"] == ["Agent", "Entity", "Firm", "Organization"]
    assert firm["aliases"] == ["Exoptic", "示例光学"]
    assert firm["countries"] == ["cn"]
    assert ("Example Optics Co., Ltd.", "BASED_IN", "China") in found
    assert not store.read("MATCH (n:Entity) WHERE n.name CONTAINS 'Nowhere' RETURN n")
    (source,) = store.read("MATCH (s:Source {id: 'freedonia-list'}) RETURN s")
    assert source["s"]["published"] == "2024-04-01"


def test_investments_with_several_investors_and_amounts_in_words(
    store: Store, tmp_path: Path
) -> None:
    write(
        tmp_path,
        "rounds.tsv",
        "Startup\tInvestors\tRound\tSize\tClosed\n"
        "Acme AI\tBig Fund, Small Fund & Third Fund\tSeries B\t$1.25 billion\tMay 3rd, 2024\n"
        "Other AI\tBig Fund\tSeed\t€ 900k\tQ3 2023\n",
    )
    mapping = write(
        tmp_path,
        "rounds.yaml",
        """
        name: rounds
        title: Rounds
        file: rounds.tsv
        entities:
          startup: {type: Firm, name: Startup}
          investor: {type: Fund, name: {column: Investors, split: [",", "&"]}}
        relations:
          - type: INVESTS_IN
            subject: investor
            object: startup
            qualifiers: {round: Round, amount: Size, currency: Size, date: Closed}
        """,
    )
    report = load(store, mapping)
    assert report.rejected == {}
    found = edges(store)
    assert len(found) == 4
    edge = found["Third Fund", "INVESTS_IN", "Acme AI"]
    assert (edge["amount"], edge["currency"], edge["date"]) == (1.25e9, "USD", "2024-05-03")
    edge = found["Big Fund", "INVESTS_IN", "Other AI"]
    assert (edge["amount"], edge["currency"], edge["date"]) == (900_000, "EUR", "2023")


def test_shipments_with_a_column_for_each_quarter(store: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "shipments.csv",
        """
        Seller,Chip,Buyer,Q1 2024,Q2 2024,Total
        Nvidia,H20,Tencent,"10,500",-,"10,500"
        Nvidia,H20,ByteDance,,2.5k,2500
        """,
    )
    mapping = write(
        tmp_path,
        "shipments.yaml",
        """
        name: shipments
        title: Shipments
        file: shipments.csv
        confidence: 0.7
        ignore: {Total: sum of the other columns}
        unpivot: {columns: ["Q*"], name: quarter, value: units}
        entities:
          seller: {type: Firm, name: Seller}
          chip: {type: Chip, name: Chip}
          buyer: {type: Firm, name: Buyer}
        relations:
          - type: SUPPLIES
            subject: seller
            object: buyer
            start: quarter
            end: quarter
            qualifiers: {item: chip, quantity: units}
        """,
    )
    report = load(store, mapping)
    assert (report.rejected, report.warnings) == ({}, [])
    edge = edges(store)["Nvidia", "SUPPLIES", "ByteDance"]
    assert (edge["quantity"], edge["item_name"]) == (2500, "H20")
    assert (edge["start"], edge["end"], edge["confidence"]) == ("2024-04", "2024-06", 0.7)
    assert "Q2 2024: 2.5k" in edge["quote"]


def test_careers(store: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "careers.jsonl",
        '{"person": "Ada Example", "orcid": "https://orcid.org/0000-0002-1825-0097", "jobs": ['
        '{"at": "Acme AI", "kind": "company", "title": "CEO", "from": "2019-05", "to": null}, '
        '{"at": "University of Somewhere", "kind": "university", "title": "Professor", '
        '"from": 2011, "to": 2019}]}\n'
        '{"person": "Bob Sample", "jobs": []}\n',
    )
    mapping = write(
        tmp_path,
        "careers.yaml",
        """
        name: careers
        title: Careers
        file: careers.jsonl
        each: jobs
        entities:
          person:
            type: Person
            name: person
            external_ids: {orcid: {column: orcid, optional: true}}
          employer:
            type: {column: jobs.kind, map: {company: Firm, university: ResearchOrganization}}
            name: jobs.at
        relations:
          - type: WORKS_FOR
            subject: person
            object: employer
            start: jobs.from
            end: jobs.to
            qualifiers: {role: jobs.title}
        """,
    )
    report = load(store, mapping)
    assert (report.rejected, report.warnings) == ({}, [])
    found = edges(store)
    assert len(found) == 2
    edge = found["Ada Example", "WORKS_FOR", "University of Somewhere"]
    assert (edge["role"], edge["start"], edge["end"]) == ("Professor", "2011", "2019")
    assert "jobs[2].title: Professor" in edge["quote"]
    assert node(store, "Ada Example")["id"] == "orcid:0000-0002-1825-0097"
    assert node(store, "Bob Sample")["type"] == "Person"


def test_ownership_by_ids_with_decimal_commas(store: Store, tmp_path: Path) -> None:
    write(
        tmp_path,
        "firmen.csv",
        "id;firma;land;mutter;anteil\n"
        "1;Beispiel AG;Deutschland;2;74,9 %\n"
        "2;Muster Holding SE;Niederlande;;\n"
        "3;Probe GmbH;Deutschland;9;10,0\n"
        "4;Zuviel GmbH;Deutschland;2;140\n".encode("cp1252"),
    )
    mapping = write(
        tmp_path,
        "firmen.yaml",
        """
        name: firmen
        title: Beteiligungen
        encoding: cp1252
        entities:
          firm:
            type: Firm
            name: firma
            external_ids: {hr: id}
            countries: land
          parent: {type: Firm, known: true, external_ids: {hr: mutter}}
        relations:
          - type: OWNS
            subject: parent
            object: firm
            qualifiers: {share: {column: anteil, decimal: ","}}
        """,
    )
    report = load(store, mapping, tmp_path / "firmen.csv")
    found = edges(store)
    assert list(found) == [("Muster Holding SE", "OWNS", "Beispiel AG")]
    assert found["Muster Holding SE", "OWNS", "Beispiel AG"]["share"] == 74.9
    assert node(store, "Muster Holding SE")["countries"] == ["nl"]
    # A parent that no row describes, and a share of 140 percent.
    assert report.rejected == {"end not described": 1, "bad value": 1}
    assert report.reject_file is not None
    rejected = [json.loads(line) for line in Path(report.reject_file).read_text().splitlines()]
    assert {r["row"] for r in rejected} == {3, 4}
    assert "140" in next(r["detail"] for r in rejected if r["row"] == 4)


def test_nested_json_in_an_envelope(store: Store, tmp_path: Path) -> None:
    data = {
        "generated": "2025-01-31",
        "result": {
            "sites": [
                {
                    "site": {"label": "Desert Campus", "geo": {"country": "United Arab Emirates"}},
                    "operators": ["Cloud One", "Cloud Two"],
                    "power": "1.2 GW",
                    "chips": {"count": "about 500,000", "type": "GB200"},
                    "planned": True,
                }
            ]
        },
    }
    write(tmp_path, "sites.json", json.dumps(data))
    mapping = write(
        tmp_path,
        "sites.yaml",
        """
        name: sites
        title: Sites
        file: sites.json
        records: result.sites
        ignore: ["@generated"]
        entities:
          site:
            type: Facility
            name: site.label
            countries: site.geo.country
            properties:
              capacity_mw: {column: power, units: {GW: 1000, MW: 1}}
              chip_count: chips.count
          operator: {type: Firm, name: operators}
          chip: {type: Chip, name: chips.type}
        relations:
          - type: OPERATES
            subject: operator
            object: site
            status: {column: planned, map: {"true": planned, "false": stated}}
          - {type: USES, subject: site, object: chip, qualifiers: {quantity: chips.count}}
        """,
    )
    report = load(store, mapping)
    assert report.rejected == {}
    found = edges(store)
    assert found["Cloud Two", "OPERATES", "Desert Campus"]["status"] == "planned"
    assert found["Desert Campus", "USES", "GB200"]["quantity"] == 500_000
    site = node(store, "Desert Campus")
    assert (site["capacity_mw"], site["countries"]) == (1200, ["ae"])


def test_parquet(store: Store, tmp_path: Path) -> None:
    table = pyarrow.table(
        {
            "model": ["Alpha-1", "Beta-2"],
            "lab": ["Acme AI", "Other AI"],
            "released": [datetime.date(2024, 5, 3), None],
            "parameters": [70e9, float("nan")],
            "chips": [["H100", "H200"], []],
            "open": [True, False],
        }
    )
    pyarrow.parquet.write_table(table, tmp_path / "models.parquet")
    mapping = write(
        tmp_path,
        "models.yaml",
        """
        name: models
        title: Models
        file: models.parquet
        entities:
          lab: {type: Firm, name: lab}
          model:
            type: Model
            name: model
            properties:
              released: released
              parameters: parameters
              weights_access: {column: open, map: {"true": open, "false": closed}}
          chip: {type: Chip, name: chips}
        relations:
          - {type: DEVELOPS, subject: lab, object: model, start: released}
          - {type: TRAINED_ON, subject: model, object: chip}
        """,
    )
    report = load(store, mapping)
    assert (report.read, report.rejected) == (2, {})
    assert edges(store)["Acme AI", "DEVELOPS", "Alpha-1"]["start"] == "2024-05-03"
    assert ("Alpha-1", "TRAINED_ON", "H200") in edges(store)
    model = node(store, "Alpha-1")
    assert (model["parameters"], model["weights_access"]) == (70e9, "open")
    assert "parameters" not in node(store, "Beta-2")


def test_a_report_with_lines_above_the_header_and_parallel_lists(
    store: Store, tmp_path: Path
) -> None:
    text = (
        "Ministry of Numbers\nTable 7: suppliers\n"
        "Maker|Suppliers|Their countries|Since\n"
        "Fab One|Tool Co., Ltd. / Gas Inc|Japan / South Korea|1998\n"
        "Fab Two|Tool Co., Ltd. / Gas Inc|Japan|2001\n"
    )
    write(tmp_path, "suppliers.txt.gz", gzip.compress(text.encode()))
    mapping = write(
        tmp_path,
        "suppliers.yaml",
        """
        name: suppliers
        title: Suppliers
        file: suppliers.txt.gz
        skip_lines: 2
        entities:
          maker: {type: Firm, name: Maker}
          supplier:
            type: Firm
            name: {column: Suppliers, split: " / "}
            countries: {column: Their countries, split: " / ", parallel: name}
        relations:
          - {type: SUPPLIES, subject: supplier, object: maker, start: Since}
        """,
    )
    report = load(store, mapping)
    assert node(store, "Gas Inc")["countries"] == ["kr"]
    assert ("Tool Co., Ltd.", "SUPPLIES", "Fab Two") in edges(store)
    # Of one country beside two names nobody can tell whose it is.
    assert report.rejected == {"bad value": 2}


def test_two_tables_of_one_mapping(store: Store, tmp_path: Path) -> None:
    write(tmp_path, "labs.csv", "code,lab\nA,Acme AI\nB,Other AI\n")
    write(tmp_path, "deals.csv", "from,to,since\nA,B,2024\n")
    mapping = write(
        tmp_path,
        "deals.yaml",
        """
        name: deals
        title: Deals
        tables:
          - file: deals.csv
            entities:
              one: {type: Firm, known: true, external_ids: {lab: from}}
              other: {type: Firm, known: true, external_ids: {lab: to}}
            relations:
              - {type: PARTNERS_WITH, subject: one, object: other, start: since}
          - file: labs.csv
            entities:
              lab: {type: Firm, name: lab, external_ids: {lab: code}}
        """,
    )
    report = load(store, mapping)
    assert report.rejected == {}
    assert list(edges(store)) == [("Acme AI", "PARTNERS_WITH", "Other AI")]


def test_governments_come_from_their_countries(store: Store, tmp_path: Path) -> None:
    write(tmp_path, "rules.csv", "imposed_by,measure,target,goods\nUSA,Chip rule,PRC,HBM\n")
    mapping = write(
        tmp_path,
        "rules.yaml",
        """
        name: rules
        title: Rules
        file: rules.csv
        entities:
          government: {type: Government, countries: imposed_by}
          policy: {type: Policy, name: measure}
          target: {type: Country, name: target}
          goods: {type: Technology, name: goods, generic: true}
        relations:
          - {type: ISSUES, subject: government, object: policy}
          - {type: TARGETS, subject: policy, object: target}
          - {type: RESTRICTS, subject: policy, object: goods, qualifiers: {destination: target}}
        """,
    )
    assert load(store, mapping).rejected == {}
    found = edges(store)
    assert ("Government of United States", "ISSUES", "Chip rule") in found
    assert found["Chip rule", "RESTRICTS", "HBM"]["destination_name"] == "China"
    assert node(store, "HBM")["generic"] is True
