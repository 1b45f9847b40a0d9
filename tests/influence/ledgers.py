"""Small graphs for tests: facts in memory, and ledgers loaded through the real loading path."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from aigeo import load
from aigeo.influence import Fact, GivenFacts
from aigeo.store import Store
from tests.queries.world import FOLDER

HEADER = ("kind", "type", "subject", "object", "name", "start", "end", "status", "negated",
          "confidence", "more")  # fmt: skip
SDN = "policy:sdn"
OFAC = "agency:ofac"
LISTS = {
    SDN: "Specially Designated Nationals and Blocked Persons List",
    "policy:entity-list": "Entity List",
    "policy:meu": "Military End-User List",
    "policy:cmic": "Non-SDN Chinese Military-Industrial Complex Companies List",
}
AGENCIES = {
    OFAC: "Office of Foreign Assets Control",
    "agency:bis": "Bureau of Industry and Security",
    "gov:us": "Government of the United States",
}


def owns(
    owner: str, entity: str, share: float | None, key: str = "", start: str | None = None,
    end: str | None = None,
) -> Fact:  # fmt: skip
    """Make an OWNS fact in memory."""
    return Fact(
        id=f"{owner}-{entity}{key}", type="OWNS", source=owner, target=entity, along=True,
        weight=0.8, sign=1, confidence=1.0, share=share, valid_from=start, valid_to=end,
    )  # fmt: skip


def on_list(party: str, list: str = SDN, **more: Any) -> Fact:
    """Make a SANCTIONS fact in memory: OFAC, or the agency given, puts a party on a list."""
    agency = more.pop("agency", OFAC)
    return Fact(
        id=f"{agency}-{party}-{list}", type="SANCTIONS", source=agency, target=party, along=True,
        weight=0.9, sign=-1, confidence=1.0, list=list or None, **more,
    )  # fmt: skip


def graph(*facts: Fact, known: Mapping[str, Mapping[str, Any]] | None = None) -> GivenFacts:
    """Hold facts in memory, with the usual lists and agencies."""
    usual = {i: {"name": n} for i, n in (LISTS | AGENCIES).items()}
    return GivenFacts(facts, known={**usual, **{k: dict(v) for k, v in (known or {}).items()}})


def load_ledger(store: Store, folder: Path, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """Load one ledger: rows of `type`, `subject`, `object` and more; entities are made as needed.

    Ids tell the type: `person:x`, `policy:x`, `agency:x`, `gov:x`, `cc:x`, `chip:x`, `model:x`,
    `technology:x`, else a firm.
    """
    kinds = {"gov": "Government", "cc": "Country"}
    kinds |= {k.lower(): k for k in ("Person", "Policy", "Agency", "Chip", "Model", "Technology")}
    listed = [dict(row) for row in rows]
    named: dict[str, None] = {}
    for row in listed:
        more = row.get("more", {})
        ends = (row["subject"], row["object"], *(more[k] for k in ("item", "list") if k in more))
        named |= dict.fromkeys(ends)
    path = folder / f"ledger-{name}.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, HEADER, restval="")
        writer.writeheader()
        for entity in named:
            kind = kinds.get(entity.split(":")[0], "Firm")
            name_ = (LISTS | AGENCIES).get(entity, entity.split(":")[-1].title())
            writer.writerow({"kind": "entity", "type": kind, "subject": entity, "name": name_})
        for row in listed:
            more = json.dumps(row.pop("more", {}))
            writer.writerow({"kind": "relation", "more": more, **row})
    settings = replace(store.settings, extra_loaders=(FOLDER,))
    for report in load.run(store, settings, [str(path)], loader="world"):
        assert not report.rejected, report.rejected
