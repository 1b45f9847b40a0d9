"""Editions of lists that differ from the shipped samples in what they hold, not in their form."""

from __future__ import annotations

import json
from pathlib import Path

from tests.loaders.emitted import Emitted, emitted

OFAC = "Office of Foreign Assets Control"


def made_of(loader: str, folder: Path, **files: str | bytes) -> Emitted:
    """Run a loader on files; `__` in their names stands for the full stop."""
    for name, text in files.items():
        path = folder / name.replace("__", ".")
        path.write_bytes(text.encode() if isinstance(text, str) else text)
    return emitted(loader, folder)


def test_an_edition_of_the_sdn_list(tmp_path: Path) -> None:
    made = made_of(
        "ofac-sdn",
        tmp_path,
        sdn__csv=(
            '9639,"HUSSEIN, Saddam ""the Elder""","individual","IRAQ2] [SDGT","President\n'
            'of Iraq"' + ",-0- " * 6 + ',"DOB circa 1937; Linked To: ROSA (entity)."\r\n'
            '15037,"ARTAVIL","vessel","IRAN",-0- ,"T2EA4",-0- ,"99",-0- ,"None Identified",-0- ,'
            '"Linked To: ROSA."\r\n'
            '30001,"ROSA","","RUSSIA-EO14024"' + ",-0- " * 7 + ',"SWIFT/BIC SABRRUMM; '
            'Organization Established Date 2007."\r\n\x1a'
        ),
        add__csv='15037,1,-0- ,-0- ,"Region: Crimea",-0- \r\n\x1a',
        alt__csv='30001,1,"aka","ROSATOM СОЮЗ",-0- \r\n\x1a',
    )
    assert made.rejections == []
    assert made.entity('Saddam "the Elder" HUSSEIN')["role"] == "President of Iraq"
    rosa = made.entity("ROSA")
    assert (rosa["founded"], rosa["external_ids"]) == ("2007", ["bic:SABRRUMM"])
    assert "ROSATOM СОЮЗ" in rosa["aliases"]
    assert made.relation("ROSA", "OWNS", "ARTAVIL")["status"] == "alleged"
    assert made.relation('Saddam "the Elder" HUSSEIN', "PARTNERS_WITH", "ROSA")
    assert made.entity("ARTAVIL")["description"] == "vessel, call sign T2EA4, tonnage 99"
    assert made.of_type("BASED_IN") == [("ARTAVIL", "BASED_IN", "Ukraine")]


CSL = (
    "_id,source,entity_number,type,programs,name,addresses,start_date,end_date,vessel_flag,"
    "alt_names,nationalities,ids"
)
TREASURY = "Treasury Department"
SDN = f"Specially Designated Nationals (SDN) - {TREASURY}"
MBS = f"Non-SDN Menu-Based Sanctions List (NS-MBS List) - {TREASURY}"


def test_an_edition_of_the_screening_list_with_other_sources(tmp_path: Path) -> None:
    rows = [
        f"1,{MBS},27002,Entity,X,GAZPROMBANK,"
        'Undetermined,2022-02-24,,,,,"SWIFT/BIC, GAZPRUMM; Legal Entity Number, 851683897, NL"',
        "2,Military Intelligence End User (MIEU) List - Bureau of Industry and Security,,,,GRU,"
        '"Moscow, RU",,,,,,',
        f"3,{SDN},5,Vessel,IRAN,ARTAVIL,,,,None Identified,,,",
        f'4,{SDN},6,Individual,SDGT,"SALAMI, Hossein",,,,,,"IR; XX",',
        f"5,{SDN},7,Entity,SDGT,Late Firm Ltd,,00/00/0000,,,,,",
        "6,UK Sanctions List - HM Treasury,,,,Somebody,,,,,,,",
    ]
    made = made_of("us-csl", tmp_path, consolidated__csv="\n".join([CSL, *rows]))
    assert made.relation(OFAC, "SANCTIONS", "GAZPROMBANK")["list"] == (
        "Non-SDN Menu-Based Sanctions List"
    )
    bank = made.entity("GAZPROMBANK")
    assert bank["external_ids"] == ["bic:GAZPRUMM"] and "address" not in bank
    (tie,) = made.relations["Bureau of Industry and Security", "SANCTIONS", "GRU"]
    assert tie["list"] == "Military Intelligence End User List"
    assert made.entity("ARTAVIL")["description"] == "vessel"
    assert made.entity("Hossein SALAMI")["nationality"] == ["ir"]
    assert [(r.row, r.reason, r.detail) for r in made.rejections] == [
        (5, "'start_date' is no date", "00/00/0000"),
        (6, "unknown source", "UK Sanctions List - HM Treasury"),
    ]


def entity(id: str, schema: str, **properties: object) -> dict[str, object]:
    found = {k: v if isinstance(v, list) else [v] for k, v in properties.items()}
    return {"id": id, "schema": schema, "properties": found}


def test_a_stream_of_every_schema(tmp_path: Path) -> None:
    stream = [
        entity("ada", "Person", name="Ada"),
        entity("bob", "Person", name="Bob"),
        entity("firm", "Company", name="Firm One", leiCode="529900T8BM49AURSDO56"),
        entity("ship", "Vessel", name="Ship", owner="firm", operator="firm"),
        entity("kin", "Family", person="ada", relative="bob", relationship="spouse"),
        entity("seat", "Directorship", director="ada", organization="firm", role=["CEO", "chair"]),
        entity("o1", "Ownership", owner="ada", asset="firm", percentage="more than 25%"),
        entity("o2", "Ownership", owner="bob", asset="firm", percentage="140"),
        entity("o3", "Ownership", owner="bob", asset="firm", startDate="00/00/0000"),
        entity("s1", "Sanction", entity="ship", country="eu", startDate="2022-02-24"),
        entity("s2", "Sanction", entity="ship"),
        *(entity(f"x{n}", s, name="x") for n, s in enumerate(("Payment", "Document", "Security"))),
        entity("odd", "Spaceship", name="x"),
    ]
    text = "\n".join(json.dumps(line) for line in stream)
    made = made_of("ftm", tmp_path, all__ftm__json=text)
    assert made.entity("Firm One")["id"] == "ftm:firm"  # its LEI fails the check
    assert made.relation("Firm One", "OWNS", "Ship") and made.relation(
        "Firm One", "OPERATES", "Ship"
    )
    assert made.relation("Ada", "PARTNERS_WITH", "Bob")["subject_matter"] == "spouse"
    assert made.relation("Ada", "WORKS_FOR", "Firm One")["role"] == "CEO; chair"
    assert "share" not in made.relation("Ada", "OWNS", "Firm One")
    assert made.relation("European Union", "SANCTIONS", "Ship")["start"] == "2022-02-24"
    assert [(r.row, r.reason) for r in made.rejections] == [
        (8, "'percentage' is no share of 0 to 100"),
        (9, "'startDate' is no date"),
        (11, "the sanction names neither authority nor country"),
        (15, "no type of the vocabulary fits this schema"),
    ]


def test_entities_inside_others(tmp_path: Path) -> None:
    owner = entity("ada", "Person", name="Ada")
    stake = entity("o", "Ownership", owner=owner, asset="firm", percentage="10")
    act = entity("s", "Sanction", entity="firm", authority="Ministry", country="gb")
    line = entity("firm", "Company", name="Firm One", ownershipAsset=stake, sanctions=act)
    made = made_of("ftm", tmp_path, nested__ftm__json=json.dumps(line))
    assert made.relation("Ada", "OWNS", "Firm One")["share"] == 10
    assert made.relation("Ministry", "SANCTIONS", "Firm One")
    assert made.rejections == []


def claim(
    number: str, value: object, rank: str = "normal", **qualifiers: object
) -> dict[str, object]:
    found = {"snaktype": "value", "property": number, "datavalue": {"value": value}}
    return {"mainsnak": found, "rank": rank, "qualifiers": qualifiers}


def thing(id: str, label: str, language: str = "en", **claims: list[object]) -> dict[str, object]:
    return {"id": id, "labels": {language: {"value": label}}, "claims": claims}


def test_a_dump_of_wikidata(tmp_path: Path) -> None:
    human, born = claim("P31", {"id": "Q5"}), {"time": "+1959-11-12T00:00:00Z", "precision": 11}
    unknown: dict[str, object] = {"snaktype": "somevalue"}
    items = [
        thing(
            "Q248", "Intel",
            P31=[claim("P31", {"id": "Q999999999"})],
            P452=[claim("P452", {"id": "Q1"})],
            P1278=[claim("P1278", "BAD")],
            P856=[claim("P856", "https://old.example"),
                  claim("P856", "https://new.example", "preferred")],
            P127=[{"mainsnak": unknown, "rank": "normal"},
                  claim("P127", {"numeric-id": 900}, P582=[unknown])],
            P169=[claim("P169", {"id": "Q901"}, "deprecated"), claim("P169", {"id": "Q902"})],
        ),
        thing("Q900", "Vanguard", "nl", P31=[claim("P31", {"id": "Q783794"})]),
        thing("Q901", "Somebody", P31=[human]),
        thing("Q902", "Lip-Bu Tan", "mul", P569=[claim("P569", born)]),
        thing("Q903", "A colour"),
    ]  # fmt: skip
    dump = "[\n" + ",\n".join(json.dumps(one) for one in items) + "\n]\n"
    made = made_of("wikidata", tmp_path, some__wikidata__jsonl=dump)
    intel = made.entity("Intel")
    assert (intel["id"], intel["type"], intel["website"]) == (
        "wd:Q248",
        "Firm",
        "https://new.example",
    )
    assert made.relation("Vanguard", "OWNS", "Intel")["status"] == "ended"
    assert made.of_type("WORKS_FOR") == [("Lip-Bu Tan", "WORKS_FOR", "Intel")]
    assert [(r.reason, r.row) for r in made.rejections] == [
        ("bad identifier", 1), ("no class of mapping.yaml", 5)
    ]  # fmt: skip


def test_a_graph_whose_columns_are_words_of_the_vocabulary(tmp_path: Path) -> None:
    nodes = "id\tcategory\tname\tfounded\nx:1\taigeo:Firm\tAcme\t1999\nx:2\taigeo:Firm\tOther\t\n"
    head = "id\tsubject\tpredicate\tobject\tstart\tconfidence\tshare"
    edges = [
        "e1\tx:1\taigeo:OWNS\tx:2\t2020-05\t0.5\t40", "e2\tx:1\taigeo:OWNS\tx:2\t2020-13\t\t",
        "e3\tx:1\taigeo:OWNS\tx:2\t\thigh\t", "e4\tx:1\taigeo:OWNS\tx:2\t\t\t140",
    ]  # fmt: skip
    made = made_of("kgx", tmp_path, g_nodes__tsv=nodes, g_edges__tsv="\n".join([head, *edges]))
    assert made.entity("Acme")["founded"] == "1999"
    stake = made.relation("Acme", "OWNS", "Other")
    assert (stake["share"], stake["confidence"], stake["start"]) == (40, 0.5, "2020-05")
    assert [r.row for r in made.rejections] == [2, 3, 4]
    assert made.warnings == []


def test_further_years_of_shares_end(tmp_path: Path) -> None:
    made = made_of(
        "eto-chips",
        tmp_path,
        stages__csv="stage_id,stage_name,description\nS1,Design,d\n",
        inputs__csv="input_id,input_name,type,stage_name,stage_id,description\n"
        "N1,Etchers,tool_resource,Design,S1,d\n",
        sequence__csv="input_name,input_id,goes_into_name,goes_into_id,is_type_of_name,is_type_of_id"
        "\nEtchers,N1,,,,\n",
        providers__csv="provider_name,alias,provider_id,provider_type,country\n"
        "Gone,,P1,organization,Japan\nStays,,P2,organization,Japan\nJPN,Japan,P3,country,\n",
        provision__csv="provider_name,provider_id,provided_name,provided_id,share_provided,year\n"
        "Gone,P1,Etchers,N1,60,2022\nStays,P2,Etchers,N1,40,2022\nStays,P2,Etchers,N1,100,2025\n"
        "JPN,P3,Etchers,N1,100,2022\n",
    )
    assert made.rejections == []
    assert made.relation("Gone", "MANUFACTURES", "Etchers")["end"] == "2022"
    early, late = sorted(
        made.relations["Stays", "MANUFACTURES", "Etchers"], key=lambda r: str(r["start"])
    )
    assert (early["share_of_market"], early["end"]) == (40, "2022")
    assert (late["share_of_market"], late["start"], late.get("end")) == (100, "2025", None)
    assert "end" not in made.relation("Japan", "MANUFACTURES", "Etchers")  # no newer country rows


def test_chips_of_a_further_manufacturer(tmp_path: Path) -> None:
    made = made_of(
        "epoch-chip-counts",
        tmp_path,
        huawei_owners_cumulative_by_chip__csv="Name,Chip manufacturer,Owner,Start date,End date,"
        "Chip type,Number of Units (median)\n"
        "x,Huawei,China,2024-01-01,2024-03-31,Ascend 910B,9000\n",
    )
    assert made.relation("China", "USES", "Huawei Ascend 910B")["quantity"] == 9000


def test_ends_that_are_no_dates(tmp_path: Path) -> None:
    head = "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url\n"
    row = "Acme Ltd,,,,,,2022-10-05,00/00/0000,\n"
    listed = made_of("us-1260h", tmp_path, sanctions__csv=f"{head}{row}Other,,,,,,2024,,\n")
    assert [(r.row, r.detail) for r in listed.rejections] == [(1, "00/00/0000")]
    head = (
        "Type,QID,Name,Alias,Chinese name,Country,Topics,Summary,Chinese summary,Body,List,Date,"
        "End date,Source URL,Address\n"
    )
    row = "Company,,Acme,,,US,export.control,,,Ministry of Commerce,UEL,02.12.2019,31.02.2020,,\n"
    (folder := tmp_path / "cn").mkdir()
    banned = made_of("cn-countersanctions", folder, sanctions__csv=head + row)
    assert [(r.row, r.reason) for r in banned.rejections] == [(1, "'End date' is no date")]


def test_entries_with_dates_that_are_none_stay_listed(tmp_path: Path) -> None:
    entry = {
        "name": "Acme Ltd", "aliases": [], "country": "China", "address": "", "status": None,
        "effective_date": None, "federal_register": "89 FR 96836, 00/00/0000", "notes": "",
    }  # fmt: skip
    data = {"list_id": "bis-entity-list", "count": 1, "entities": [entry]}
    made = made_of("us-lists", tmp_path, bis_entity_list__json=json.dumps(data))
    assert "start" not in made.relation("Bureau of Industry and Security", "SANCTIONS", "Acme Ltd")
    assert [(r.row, r.detail) for r in made.rejections] == [(1, "89 FR 96836, 00/00/0000")]


def test_the_screening_list_as_json(tmp_path: Path) -> None:
    salami = {
        "id": "a", "source": f"{SDN}", "entity_number": 7771, "type": "Individual",
        "programs": ["SDGT", "IRGC"], "name": "SALAMI, Hossein", "title": None,
        "addresses": [{"address": None, "city": "Tehran", "postal_code": "1", "country": "IR"}],
        "start_date": "2007-10-25", "alt_names": ["SALAMI, H."], "nationalities": ["IR"],
        "ids": [{"type": "Website", "number": "salami.example", "country": None}],
    }  # fmt: skip
    text = json.dumps({"total": 1, "results": [salami]})
    made = made_of("us-csl", tmp_path, consolidated__json=text)
    assert (made.rejections, made.warnings) == ([], [])
    person = made.entity("Hossein SALAMI")
    assert (person["id"], person["nationality"]) == ("ofac:7771", ["ir"])
    assert "SALAMI, H." in person["aliases"] and person["website"] == "salami.example"
    programs = made.relations[OFAC, "SANCTIONS", "Hossein SALAMI"]
    assert {r["program"] for r in programs} == {"SDGT", "IRGC"}
    assert made.relation("Hossein SALAMI", "BASED_IN", "Iran")


def test_dates_in_another_form(tmp_path: Path) -> None:
    head = "Name,Clean Name,Alias,Previous Name,Parent Name,Note,Start date,End date,Source Url\n"
    rows = 'Acme Ltd,,,,,,"January 7, 2025",2025-06-01,\n'
    listed = made_of("us-1260h", tmp_path, sanctions__csv=head + rows)
    edge = listed.relation("U.S. Department of Defense", "SANCTIONS", "Acme Ltd")
    assert (edge["start"], edge["end"]) == ("2025-01-07", "2025-06-01")
