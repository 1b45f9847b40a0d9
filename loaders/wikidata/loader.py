"""Wikidata entities as JSON lines; which classes and properties count is said in mapping.yaml.

A relation is made when both ends are in the stream, or when the other end is a country, so that a
stream of chosen items gives a graph without the rest of Wikidata.
"""

from pathlib import Path

import yaml

from aigeo.load import Context
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.nested import at, cite_paths

MAPPING = yaml.safe_load((Path(__file__).parent / "mapping.yaml").read_text("utf-8"))
PRECISION = {9: 4, 10: 7, 11: 10}  # year, month, day: characters of the date that are known


def load(context: Context) -> None:
    languages = MAPPING["languages"]
    things = {}
    for row in context.rows("*.wikidata.jsonl"):
        kind = kind_of(row)
        name = label(row, languages)
        if kind is None or name is None:
            context.reject(row, "no class of mapping.yaml" if name else "no label", row["id"])
            continue
        if row["id"] in MAPPING["countries"]:
            cited = cite_paths(row, "id", "labels.en.value")
            things[row["id"]] = context.country(MAPPING["countries"][row["id"]], evidence=cited)
        else:
            things[row["id"]] = describe(context, row, kind, name, languages)
    for row in context.rows("*.wikidata.jsonl"):
        if row["id"] in things:
            for number, rule in MAPPING["relations"].items():
                if things[row["id"]].type in rule.get("subjects", [things[row["id"]].type]):
                    for index, claim in current(row, number):
                        relate(context, row, things, number, rule, index, claim)


def label(row, languages):
    """Give the label in the first of the languages, else in any."""
    labels = row["labels"] if isinstance(row["labels"], dict) else {}
    chosen = [labels[lang] for lang in (*languages, *sorted(labels)) if lang in labels]
    return next((one["value"] for one in chosen if one.get("value")), None)


def current(row, number):
    """Give the claims of a property that are not deprecated and have a value, with their places,
    preferred ones first."""
    claims = enumerate(at(row, f"claims.{number}") or [])
    known = [(i, c) for i, c in claims if c.get("rank") != "deprecated" and value(c) is not None]
    return sorted(known, key=lambda pair: pair[1].get("rank") != "preferred")


def value(claim):
    return ((claim.get("mainsnak") or {}).get("datavalue") or {}).get("value")


def item(found):
    """Give the id of an item that is a value; old dumps have its number alone."""
    if not isinstance(found, dict):
        return None
    return found.get("id") or (f"Q{found['numeric-id']}" if "numeric-id" in found else None)


def kind_of(row):
    """Give the type of the first class (P31) that mapping.yaml knows, else the one that the first
    of the telling properties gives."""
    for _, claim in current(row, "P31"):
        found = MAPPING["classes"].get(item(value(claim)))
        if found:
            return found
    return next((kind for p, kind in MAPPING["telling"].items() if current(row, p)), None)


def describe(context, row, kind, name, languages):
    properties, cited = {}, ["id", *(f"labels.{lang}.value" for lang in languages[:2])]
    for number, rule in MAPPING["properties"].items():
        if rule.get("types") and kind not in rule["types"]:
            continue
        known = [(i, plain(value(c))) for i, c in current(row, number)]
        found = [(i, v) for i, v in known if v is not None]
        if found:
            chosen = found if rule.get("many") else found[:1]
            texts = [v for _, v in chosen]
            properties[rule["property"]] = texts if rule.get("many") else texts[0]
            cited += [f"claims.{number}.{i}.mainsnak.datavalue.value" for i, _ in chosen]
    ids = {scheme: v for number, scheme in MAPPING["identifiers"].items()
           if (v := next((plain(value(c)) for _, c in current(row, number)), None))}  # fmt: skip
    aliases = [a["value"] for lang in languages for a in at(row, f"aliases.{lang}") or []]
    labels = [at(row, f"labels.{lang}.value") for lang in languages]
    return context.entity(
        kind,
        name,
        evidence=cite_paths(row, *cited),
        external_ids={"wd": row["id"], **ids},
        aliases=[*aliases, *filter(None, labels)],
        description=at(row, f"descriptions.{languages[0]}.value"),
        **properties,
    )


def plain(found):
    """Turn a value of Wikidata into text or a partial date; None for one without a plain form."""
    if isinstance(found, str):
        return found
    if "time" in found:
        known = PRECISION.get(found.get("precision"))
        # Years before the common era and centuries are no dates of this graph.
        return (
            iso_date(found["time"].lstrip("+")[:known])
            if known and found["time"][0] == "+"
            else None
        )
    if "amount" in found:
        return float(found["amount"])
    return found.get("text")


def relate(context, row, things, number, rule, index, claim):
    """Emit a claim about another item as the relation that mapping.yaml gives it."""
    target = item(value(claim))
    path = f"claims.{number}.{index}"
    cited = cite_paths(
        row, "id", "labels.en.value", f"{path}.mainsnak.datavalue.value", f"{path}.qualifiers"
    )
    other = things.get(target)
    if other is None and target in MAPPING["countries"]:
        other = context.country(MAPPING["countries"][target], evidence=cited)
    if other is None:
        return  # not in the stream: most of Wikidata is not
    subject, end = things[row["id"]], other
    if rule.get("inverse"):
        subject, end = end, subject
    extra = {k: v for k, v in rule.items() if k not in ("relation", "inverse", "subjects")}
    share = qualifier(claim, "P1107")
    if rule["relation"] == "OWNS" and isinstance(share, float):
        extra["share"] = round(share * 100, 4) if share <= 1 else share
    context.relation(
        rule["relation"],
        subject,
        end,
        evidence=cited,
        start=qualifier(claim, "P580"),
        end=qualifier(claim, "P582"),
        status="ended" if ended_unknown(claim) else "stated",
        **extra,
    )


def ended_unknown(claim):
    """Tell whether a claim has ended at a time that is not known."""
    ends = (claim.get("qualifiers") or {}).get("P582") or []
    return any(snak.get("snaktype") == "somevalue" for snak in ends)


def qualifier(claim, number):
    snaks = (claim.get("qualifiers") or {}).get(number) or []
    found = next((s["datavalue"]["value"] for s in snaks if s.get("datavalue")), None)
    return plain(found) if found is not None else None
