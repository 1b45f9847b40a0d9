"""Counts of facts against counts of rows that are made without the loaders."""

from __future__ import annotations

import csv
import json
import re
from collections import Counter, defaultdict
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from aigeo.config import Settings
from aigeo.load.context import Context
from aigeo.load.inputs import job_of
from aigeo.load.registry import get_loader
from aigeo.load.stage import Stage
from aigeo.resources import loaders_dir

Row = dict[str, Any]
HEADERLESS = {
    "sdn.csv": "number name kind programs title callsign type tonnage grt flag owner remarks",
    "alt.csv": "number alt kind name remarks",
    "add.csv": "number add address city country remarks",
}


@cache
def said(name: str) -> list[Row]:
    """Give the statements of a loader's sample."""
    loader = get_loader(Settings.from_env({}), name)
    (job,) = job_of(loader, loader.spec.folder / "sample").by_source()
    with Stage() as stage:
        loader.load(Context(loader.spec, job.files, stage, name))
        return [s for kind in ("entity", "relation") for s in stage.statements(kind)]


def relations(name: str, type: str) -> list[Row]:
    return [s for s in said(name) if s["type"] == type and s["kind"] == "relation"]


def entities(name: str, part: str = "") -> dict[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for s in said(name):
        if s["kind"] == "entity" and part in ("", s.get("part")):
            out[s["subject"]].append(json.loads(s["properties"]))
    return out


def table(loader: str, file: str, delimiter: str = ",") -> list[Row]:
    path: Path = loaders_dir() / loader / "sample" / file
    with path.open(encoding="utf-8-sig", newline="") as lines:
        if file in HEADERLESS:
            rows = (r for r in csv.reader(lines) if len(r) > 1)
            return [
                dict(zip(HEADERLESS[file].split(), map(str.strip, r), strict=True)) for r in rows
            ]
        return list(csv.DictReader(lines, delimiter=delimiter))


def listed(file: str) -> list[Row]:
    whole = json.loads((loaders_dir() / "us-lists" / "sample" / file).read_text("utf-8"))
    return list(whole["entities"])


def test_ofac_parties_programs_births_aliases_and_places() -> None:
    rows = table("ofac-sdn", "sdn.csv")
    parties = {f"ofac:{row['number']}" for row in rows}
    assert {s["object"] for s in relations("ofac-sdn", "SANCTIONS")} == parties
    programs = sum(len(re.findall(r"[A-Z][\w-]+", row["programs"])) for row in rows)
    assert len(relations("ofac-sdn", "SANCTIONS")) == programs
    described = entities("ofac-sdn")
    for row in rows:
        about = described[f"ofac:{row['number']}"]
        births = re.findall(r"\bDOB (\d{2} \w{3} \d{4})", row["remarks"])
        if row["kind"] == "individual" and row["remarks"].count("DOB") == len(births) == 1:
            year = births[0][-4:]
            assert any(a.get("birth_date", "").startswith(year) for a in about), row["number"]
    known = {row["number"] for row in rows}
    for row in table("ofac-sdn", "alt.csv"):
        if row["number"] in known:
            about = described[f"ofac:{row['number']}"]
            names = {n for a in about for n in (a["name"], *a.get("aliases", ()))}
            words = set(re.findall(r"\w+", row["name"]))
            assert any(words <= set(re.findall(r"\w+", name)) for name in names), row["name"]
    homes = {
        (row["number"], row["country"])
        for row in table("ofac-sdn", "add.csv")
        if row["number"] in known and row["country"] not in ("-0-", "", "undetermined")
    }
    seats = {(s["subject"], s["object"]) for s in relations("ofac-sdn", "BASED_IN")}
    flags = sum(row["flag"] not in ("-0-", "") for row in rows)
    assert len(homes) <= len(seats) <= len(homes) + flags


def test_ofac_links_of_parties() -> None:
    mentions = sum(row["remarks"].count("Linked To: ") for row in table("ofac-sdn", "sdn.csv"))
    made = len(relations("ofac-sdn", "PARTNERS_WITH"))
    owned = sum(s["status"] == "alleged" for s in relations("ofac-sdn", "OWNS"))
    assert mentions
    # The remarks of sdn.csv go on in sdn_comments.csv.
    comments = sum(r.count("Linked To: ") for r in _comments())
    assert made + owned == mentions + comments


def _comments() -> list[str]:
    path = loaders_dir() / "ofac-sdn" / "sample" / "sdn_comments.csv"
    return path.read_text("utf-8-sig").splitlines()


US_LISTS = sorted(
    path.name
    for path in (loaders_dir() / "us-lists" / "sample").glob("*.json")
    if path.name != "lists.json"
)


@pytest.mark.parametrize("file", US_LISTS)
def test_each_entry_of_a_list_is_sanctioned_or_restricts_goods(file: str) -> None:
    rows = listed(file)
    acts = [s for t in ("SANCTIONS", "RESTRICTS") for s in relations("us-lists", t)
            if s["part"] == file]  # fmt: skip
    told = {s["row"] for s in acts}
    names = {json.loads(s["columns"])["name"] for s in acts}
    for number, row in enumerate(rows, start=1):
        # An entry that says the same of the same party again is one statement.
        if not re.search(r"institution:$|^\([^()]*\)$", row["name"]):  # which names nobody
            assert number in told or row["name"] in names, row


def test_entity_list_dates_are_the_earliest_citation() -> None:
    starts = defaultdict(set)
    for s in relations("us-lists", "SANCTIONS"):
        if s["part"] == "bis_entity_list.json":
            starts[s["row"]].add(s.get("start"))
    checked = 0
    for number, row in enumerate(listed("bis_entity_list.json"), start=1):
        text = json.dumps(row["federal_register"])
        days = re.findall(r"\b(\d{1,2})/(\d{1,2})/(\d{2,4})\b", text)
        if days and number in starts:
            first = min(date(_year(y), int(m), int(d)) for m, d, y in days)
            assert starts[number] == {first.isoformat()}
            checked += 1
    assert checked > 50


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else int(digits) + (1900 if int(digits) > 49 else 2000)


def test_no_alias_of_the_entity_list_is_an_address() -> None:
    for about in entities("us-lists", "bis_entity_list.json").values():
        for alias in (a for one in about for a in one.get("aliases", ())):
            assert not re.search(r"\b(?:Road|Street|Avenue|Building|Floor|P\.O\. Box) ?\d|\d{5,}",
                                 alias), alias  # fmt: skip


def test_names_that_repeat_are_apart_by_address_or_one_with_all_addresses() -> None:
    rows = [r for r in listed("bis_entity_list.json") if not r["country"].startswith("Crimea")]
    repeated = [name for name, n in Counter(r["name"] for r in rows).items() if n > 1]
    organizations = [
        one
        for about in entities("us-lists", "bis_entity_list.json").values()
        for one in about
        if one.get("address")
    ]
    addresses = {a.casefold() for one in organizations for a in one["address"]}
    with_one = {one["name"] for one in organizations}
    assert set(repeated) & with_one
    for name in set(repeated) & with_one:  # the vocabulary has no address of a person
        for row in (r for r in rows if r["name"] == name and re.search(r"\d", r["address"])):
            start = row["address"][:15].casefold().lstrip("( ;")
            assert any(start in address for address in addresses), (name, row["address"])


def test_1260h_each_row_is_a_statement() -> None:
    rows = table("us-1260h", "sanctions.csv")
    made = relations("us-1260h", "SANCTIONS")
    assert len(made) == len(rows)
    assert sum("end" in s for s in made) == sum(bool(r["End date"].strip()) for r in rows)


def test_cn_countersanctions_dates_and_scripts() -> None:
    rows = table("cn-countersanctions", "sanctions.csv")
    good = [r for r in rows if r["Body"].strip()]
    made = relations("cn-countersanctions", "SANCTIONS")
    assert len(made) == len(good)
    years = Counter(s["start"][:4] for s in made)
    assert years == Counter(f"20{r['Date'].strip()[-2:]}" for r in good)
    names = {n for about in entities("cn-countersanctions").values() for one in about
             for n in (one["name"], *one.get("aliases", ()))}  # fmt: skip
    assert {r["Chinese name"].strip() for r in rows if r["Chinese name"].strip()} <= names


def test_agora_documents_and_their_states() -> None:
    rows = [r for r in table("agora", "documents.csv")
            if re.fullmatch(r"\d{4}-[01]\d-[0-3]\d|", r["Most recent activity date"])
            and r["Most recent activity date"][5:7] <= "12"]  # fmt: skip
    documents = {s for s in entities("agora") if s.startswith("agora:")}
    assert documents == {f"agora:{r['AGORA ID']}" for r in rows}
    states = Counter(s["status"] for s in relations("agora", "ISSUES"))
    whole = Counter(r["Most recent activity"] for r in rows)
    # Classes of authorities issue nothing.
    assert states["stated"] <= whole["Enacted"]
    assert states["planned"] <= whole["Proposed"]
    assert states["ended"] <= whole["Defunct"]


def test_denied_persons_orders_by_their_dates() -> None:
    rows = table("bis-dpl", "dpl.txt", "\t")
    cells = ("Name", "Effective_Date", "Expiration_Date", "FR_Citation", "Action")
    orders = {tuple(" ".join(r[c].split()) for c in cells) for r in rows}
    made = relations("bis-dpl", "SANCTIONS")
    assert len(made) == len(orders)
    for s in made:
        month, day, year = json.loads(s["columns"])["Effective_Date"].split("/")
        assert s["start"] == f"{year}-{month:0>2}-{day:0>2}"


def test_eto_shares_of_firms_and_of_countries_each_stay_under_100() -> None:
    rows = table("eto-chips", "provision.csv")
    pairs = {(r["provider_id"], r["provided_id"]) for r in rows
             if not r["provider_name"].startswith("Various")}  # fmt: skip
    bad = {(r["provider_id"], r["provided_id"]) for r in rows
           if r["share_provided"] and not 0 <= float(r["share_provided"]) <= 100}  # fmt: skip
    # A share of an earlier year has ended with it.
    made = [s for s in relations("eto-chips", "MANUFACTURES") if s.get("end") is None]
    assert len(pairs) - len(bad) - 1 <= len(made) <= len(pairs) - len(bad)
    sums: Counter[tuple[str, bool]] = Counter()
    for s in made:
        share = json.loads(s["qualifiers"]).get("share_of_market", 0)
        sums[s["object"], s["subject"].startswith("cc:")] += share
    assert sums
    assert all(total <= 100.5 for total in sums.values())


def test_csl_programs() -> None:
    rows = table("us-csl", "consolidated.csv")
    programs = sum(max(1, len([p for p in r["programs"].split(";") if p.strip()])) for r in rows)
    assert len(relations("us-csl", "SANCTIONS")) == programs


def test_epoch_tags_are_confidence_and_lists_are_cut() -> None:
    rows = table("epoch-ai", "data_centers.csv")
    tags: Counter[str] = Counter()
    for row in rows:
        for column in ("Owner", "Users", "Project"):
            tags.update(re.findall(r"#\w+", row[column]))
    made = [s for t in ("OWNS", "USES", "PART_OF") for s in relations("epoch-ai", t)
            if s["part"] == "data_centers.csv"]  # fmt: skip
    named = sum(
        len([n for n in row[column].split(",") if n.strip()])
        for row in rows for column in ("Owner", "Users", "Project")
    )  # fmt: skip
    assert len(made) == named
    sure = Counter(s["confidence"] for s in made)
    assert (sure[0.75], sure[0.4]) == (tags["#likely"], tags["#speculative"])
    assert sure[0.9] == named - tags["#likely"] - tags["#speculative"]
    assert not any("#" in one["name"] for about in entities("epoch-ai").values() for one in about)
    models = table("epoch-ai", "ml_hardware.csv")
    chips = {s["object"] for s in relations("epoch-ai", "MANUFACTURES")}
    assert len(chips) == sum(bool(row["Foundry"].strip()) for row in models)
