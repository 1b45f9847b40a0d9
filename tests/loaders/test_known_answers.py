"""What is known of the rows of the shipped samples, looked up in what the loaders make of them."""

from __future__ import annotations

from tests.loaders.emitted import emitted

BIS = "Bureau of Industry and Security"
OFAC = "Office of Foreign Assets Control"
DOD = "U.S. Department of Defense"
MOFCOM = "Ministry of Commerce"


def test_lists_and_laws_are_policies_that_somebody_issues() -> None:
    for loader, issuer, policy in (
        ("us-lists", BIS, "Entity List"),
        ("us-lists", DOD, "1260H list"),
        ("us-csl", BIS, "Denied Persons List"),
        ("bis-dpl", BIS, "Denied Persons List"),
        ("ofac-sdn", OFAC, "Specially Designated Nationals and Blocked Persons List"),
        ("us-1260h", DOD, "1260H list"),
        ("cn-countersanctions", MOFCOM, "Unreliable Entity List"),
    ):
        made = emitted(loader)
        assert made.entity(policy)["type"] == "Policy"
        made.relation(issuer, "ISSUES", policy)
        assert any(r["list"] == policy for group in made.relations.values() for r in group
                   if "list" in r)  # fmt: skip


def test_us_lists() -> None:
    made = emitted("us-lists")
    # 76 FR …, 12/19/22: the date is read off the citation.
    listed = made.relation(BIS, "SANCTIONS", "Cambricon Technologies Corporation Limited")
    assert (listed["start"], listed["list"]) == ("2022-12-19", "Entity List")
    assert listed["columns"]["federal_register"].endswith("12/19/22")
    smic = made.relations[
        OFAC, "SANCTIONS", "SEMICONDUCTOR MANUFACTURING INTERNATIONAL CORPORATION"
    ]
    assert {r["list"] for r in smic} == {
        "Annex to Executive Order 14032",
        "Non-SDN Chinese Military-Industrial Complex Companies List",
    }
    norinco = made.relation("U.S. Department of State", "SANCTIONS", "North China Industries Corp.")
    assert (norinco["start"], norinco["end"], norinco["status"]) == (
        "2003-05-09", "2005-05-09", "ended",
    )  # fmt: skip
    ymtc = made.entity("Yangtze Memory Technologies Co., Ltd.")
    assert "YMTC" in ymtc["aliases"]
    assert all("Road" not in alias for alias in ymtc["aliases"])
    assert any("Wuhan" in address for address in ymtc["address"])
    # The list cut the name at its comma: "…, INC.), 3334 WALNUT BEND LANE, …" is its address.
    wearform = made.entity("WEARFORM (MNC GROUP INTERNATIONAL, INC.)")
    assert wearform["address"] == ["3334 WALNUT BEND LANE, HOUSTON, TX, US, 77042"]
    cosco = "COSCO SHIPPING (North America) Inc."
    part = made.relation(cosco, "PART_OF", "China COSCO SHIPPING Corporation Limited")
    assert part["kind"] == "subsidiary"
    assert made.entity("Da Wang")["type"] == "Facility"
    (short,) = made.rejections
    assert (short.reason, short.file) == ("the name stops short", "state_nonproliferation.json")


def test_us_1260h_has_a_fact_for_each_edition() -> None:
    made = emitted("us-1260h")
    memory = made.relations[DOD, "SANCTIONS", "Bright River Memory, Inc."]
    assert sorted((r["start"], r.get("end")) for r in memory) == [
        ("2024-01-31", None),
        ("2025-01-07", "2026-02-17"),
        ("2026-06-08", None),
    ]
    part = made.relation("Harbour Torch Electron Co., Ltd.", "PART_OF", "Bright River Memory, Inc.")
    assert (part["kind"], part["status"]) == ("subsidiary", "ended")


def test_cn_countersanctions_reads_both_forms_of_dates_and_both_scripts() -> None:
    made = emitted("cn-countersanctions")
    first = made.relation("Ministry of Foreign Affairs of China", "SANCTIONS",
                          "Harbour Institute for Open Societies")  # fmt: skip
    assert first["start"] == "2019-12-02"
    drones = made.relation(MOFCOM, "SANCTIONS", "Blue Kestrel Drones Inc.")
    assert (drones["start"], drones["end"]) == ("2025-03-04", "2025-11-10")
    assert "红杉航空航天公司" in made.entity("Redwood Aerospace Corporation")["aliases"]
    role = made.relation("Jordan Avery Wells", "WORKS_FOR", "Redwood Aerospace Corporation")
    assert role["role"] == "President and CEO"


def test_agora() -> None:
    made = emitted("agora")
    bill = made.relation("United States Congress", "ISSUES", "Sample Model Access Bill of 2025")
    assert (bill["status"], bill["date"]) == ("planned", "2025-05-20")
    rules = made.entity("Sample Facial Data Rules (2023)")
    assert (rules["repealed"], rules["jurisdiction"]) == ("2024-02-01", "California")
    (bad,) = made.rejections
    assert "2024-13-45" in bad.detail


def test_ofac_remarks_and_nulls() -> None:
    made = emitted("ofac-sdn")
    bank = made.relations[OFAC, "SANCTIONS", "BANK SADERAT PLC"]
    assert {r["program"] for r in bank} >= {"IRAN", "IFSR"}
    tie = made.relation("Jorge Luis RIZO MORENO", "PARTNERS_WITH", "CONSTRUCTORA DIMISA LTDA.")
    assert tie["subject_matter"] == "linked to, by OFAC"
    barakat = made.entity("BARAKAT IMPORT EXPORT LTDA")
    assert barakat["registration_number"] == "Tax ID No. AABA 670850 Y"
    assert barakat["id"] == "ofac:8267"
    born = [e for group in made.entities.values() for e in group if "birth_date" in e]
    assert born
    assert not any("-0-" in str(entity) for group in made.entities.values() for entity in group)
    assert made.entity("EP-GOL")["type"] == "Facility"


def test_us_csl() -> None:
    made = emitted("us-csl")
    denied = made.relation(BIS, "SANCTIONS", "I. ASH")
    assert (denied["start"], denied["end"]) == ("2002-03-04", "2056-06-29")
    bank = made.entity("SME BANK")
    assert bank["id"] == "ofac:18283"
    assert "MSP BANK AO" in bank["aliases"]
    tnk = made.relations[OFAC, "SANCTIONS", "TNK Trading International S.A."]
    assert {r["program"] for r in tnk} == {"UKRAINE-EO13662", "VENEZUELA-EO13850"}


def test_bis_dpl_dates() -> None:
    made = emitted("bis-dpl")
    order = made.relation(BIS, "SANCTIONS", "ADVANCED TECH SOLUTIONS")
    assert (order["start"], order["end"]) == ("2015-09-18", "2022-09-18")
    assert made.entity("AL NASER AIRLINES")["countries"] == ["ae", "iq", "jo"]


def test_epoch_ai() -> None:
    made = emitted("epoch-ai")
    developers = {s for s, t, o in made.relations if t == "DEVELOPS" and o == "FourCastNet"}
    # One of the names between commas has a comma of its own.
    assert developers == {
        "NVIDIA", "NERSC, Lawrence Berkeley National Laboratory", "University of Michigan",
        "Rice University", "California Institute of Technology", "Purdue University",
    }  # fmt: skip
    sure = made.relations["Google DeepMind", "USES", "Google Pryor"][0]
    assert sure["confidence"] == 0.75
    planned = made.relations[
        "xAI Colossus 2 Memphis Phase 2", "USES", "NVIDIA GB300 (Blackwell Ultra)"
    ][0]
    assert (planned["status"], planned["quantity"]) == ("planned", 220000)
    chip = made.entity("Huawei Ascend 910B Pro")
    assert (chip["process_nm"], chip["flops"]) == (7, 280e12)


def test_epoch_chip_counts_keep_their_bounds() -> None:
    made = emitted("epoch-chip-counts")
    used = made.relation("China", "USES", "NVIDIA A100")
    assert used["quantity"] == 72697
    assert any("5th" in c or "95th" in c for c in used["columns"])
    assert made.entity("NVIDIA: AI chips")["generic"] is True


def test_eto_shares_of_firms_and_of_countries_stay_apart() -> None:
    made = emitted("eto-chips")
    etchers = {s: r[0]["share_of_market"] for (s, t, o), r in made.relations.items()
               if t == "MANUFACTURES" and o == "Sample etchers"}  # fmt: skip
    assert etchers == {"Japan": 60, "Netherlands": 40, "Lakeside Etch": 58.5, "Tulip Tools": 41.5}
    assert {r.reason for r in made.rejections} >= {"'share_provided' is no share of 0 to 100"}


def test_ftm_edges_become_relations() -> None:
    made = emitted("ftm")
    owns = made.relation("Harbour Holding", "OWNS", "Northlake Chips Ltd.")
    assert (owns["share"], owns["start"], owns["end"]) == (35.5, "2015-06-01", "2023-03-02")
    assert made.relation("Ada EXAMPLE", "WORKS_FOR", "Northlake Chips Ltd.")["role"]
    assert made.relation(OFAC, "SANCTIONS", "Northlake Chips Ltd.")["program"] == "US-SAMPLE"
    assert "ООО Северное озеро" in made.entity("Northlake Chips Ltd.")["aliases"]
    # A sanction on an entity that never comes.
    assert any("not in the stream" in r.reason for r in made.rejections)


def test_wikidata_and_kgx_follow_their_mappings() -> None:
    wikidata = emitted("wikidata")
    owns = wikidata.relation("Harbour Holding", "OWNS", "Northlake Chips")
    assert (owns["share"], owns["start"]) == (35, "2015-06-01")
    assert wikidata.entity("Northlake Chips")["external_ids"] == ["lei:529900T8BM49AURSDO55"]
    kgx = emitted("kgx")
    assert kgx.relation("Harbour Holding", "OWNS", "Northlake Chips")["confidence"] == 0.9
    reasons = {r.reason for r in kgx.rejections}
    assert any(reason.startswith("an end of this edge is no node") for reason in reasons)


def test_lists_beside_the_sdn_list_are_told_by_program() -> None:
    made = emitted("ofac-consolidated")
    pipes = made.relations[OFAC, "SANCTIONS", "SAMPLE PIPELINES OAO"]
    assert {(r["program"], r["list"]) for r in pipes} == {
        ("UKRAINE-EO13662", "Sectoral Sanctions Identifications List"),
        ("RUSSIA-EO14024", "Consolidated Sanctions List"),
    }
    bank = made.entity("BANK OF SAMPLES")
    assert (bank["id"], bank["external_ids"]) == ("ofac:90005", ["bic:SAMPCNBJ"])
    # The remarks go on in another file.
    holding = made.entity("SAMPLE ENERGY HOLDING")
    assert holding["registration_number"] == "Tax ID No. 7700000000 (Russia)"
    assert made.relation("SAMPLE ENERGY HOLDING", "PARTNERS_WITH", "SAMPLE PIPELINES OAO")
    assert made.relation("SAMPLE PIPELINES OAO", "OWNS", "SAMPLE CARRIER")
