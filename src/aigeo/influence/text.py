"""Influence paths as text for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

EFFECTS = {-1: "constrains", 0: "has a say", 1: "enables"}
_WITHOUT = {
    "types": "with all relation types",
    "confidence": "with facts of any confidence",
    "status": "with alleged, planned and ended facts",
    "date": "with facts of any date",
    "max_hops": "with longer paths",
    "direction": "against the direction of influence",
    "all filters": "with no filter at all",
}


def chain(path: Mapping[str, Any]) -> str:
    """Give a path on one line, each fact the way it is written: `A -[SUPPLIES]-> B <-[USES]- C`."""
    hops = path["hops"]
    return str(hops[0]["from_name"]) + "".join(
        f" -[{hop['type']}]-> {hop['to_name']}"
        if hop["direction"] == "along"
        else f" <-[{hop['type']}]- {hop['to_name']}"
        for hop in hops
    )


def described(path: Mapping[str, Any], number: int) -> Iterator[str]:
    """Give the lines of one path: score and effect, then each hop with its evidence."""
    yield f"{number}. {EFFECTS[path['sign']]}, score {path['score']:.3g}"
    for hop in path["hops"]:
        yield "   " + chain({"hops": [hop]}) + _about(hop)
        yield f"      “{hop['quote']}”"
        yield f"      {_provenance(hop)}"


def missed(misses: list[dict[str, Any]]) -> Iterator[str]:
    """Give a line for each path that one filter kept out, or that there is none whatever."""
    if not misses:
        yield "No facts tie them within that many hops, whatever the direction, date or status."
    for miss in misses:
        yield f"{_WITHOUT[miss['without']]}: {chain(miss['path'])}"


def _about(hop: Mapping[str, Any]) -> str:
    item, destination = hop["item_name"], hop["destination_name"]
    parts = [f"item: {item}"] if item else []
    parts += [f"destination: {destination}"] if destination else []
    parts += [hop["status"]] if hop["status"] != "stated" else []
    return f" ({'; '.join(parts)})" if parts else ""


def _provenance(hop: Mapping[str, Any]) -> str:
    titles = hop["source_titles"] or hop["sources"]
    began = hop["start"] or hop["published"]
    parts = ["; ".join(titles), began, f"confidence {hop['confidence']:.2g}"]
    if hop.get("other_facts"):
        parts.append(f"{hop['other_facts']} more facts between the two")
    return ", ".join(part for part in parts if part)
