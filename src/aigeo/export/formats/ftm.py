"""FollowTheMoney entities, one a line (https://followthemoney.tech/docs/), reloadable.

Entities become things of the nearest schema, relations `Ownership`, `Employment`, `Membership`,
`Sanction` or else `UnknownLink` with the relation type as `role`; each source is a `Document`, a
negated or withdrawn statement a `Note`. The key `aigeo` of a line carries the statements behind
it (aigeo.export.payload). Licences go into a file beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO
from urllib.parse import urlsplit, urlunsplit

from aigeo.export import payload
from aigeo.export.jsontext import line
from aigeo.export.payload import Item
from aigeo.export.reader import Graph
from aigeo.model.ids import content_hash
from aigeo.model.vocabulary import vocabulary

TITLE = "FollowTheMoney JSON lines, with aigeo's statements inside"
SUFFIX = ".ftm.json"
LICENCE_INSIDE = False

Row = Mapping[str, Any]
Values = dict[str, list[str]]
# The most special type comes first; what is missing is its parent's.
SCHEMATA = {
    "Person": "Person", "Firm": "Company", "Fund": "Company", "Government": "PublicBody",
    "Agency": "PublicBody", "ResearchOrganization": "Organization", "Organization": "Organization",
    "Agent": "LegalEntity", "Country": "Territory", "Place": "Address", "Facility": "Asset",
    "Technology": "Asset", "Policy": "Document", "Entity": "Asset",
}  # fmt: skip
_LEGAL = frozenset({"Person", "Company", "PublicBody", "Organization", "LegalEntity"})
_ORGANISED = frozenset({"Company", "PublicBody", "Organization"})
_OWNED = frozenset({"Company", "Asset"})
# FollowTheMoney property: property of ours, where the schema has it.
_FROM_PROPERTIES = {
    "Person": {"birthDate": "birth_date", "position": "role", "nationality": "nationality"},
    "LegalEntity": {
        "website": "website", "incorporationDate": "founded", "dissolutionDate": "dissolved",
        "registrationNumber": "registration_number", "address": "address", "leiCode": "lei",
    },
}  # fmt: skip
_IDS = {"wd": "wikidataId", "lei": "leiCode", "imo": "imoNumber", "cik": "cikCode"}
_ID_FORMS = {"wikidataId": r"Q[1-9]\d*", "leiCode": r"[A-Z0-9]{18}\d\d"}
_FTM_ID = re.compile("[0-9A-Za-z]([0-9A-Za-z-]*[0-9A-Za-z])?")
_PLAIN_ID = re.compile("[0-9A-Za-z][0-9A-Za-z-]*(:[0-9A-Za-z-]+)*:[0-9A-Za-z-]*[0-9A-Za-z]")
_ALPHA2 = re.compile("[a-z]{2}|eu")


def write(graph: Graph, out: BinaryIO) -> None:
    """Write one entity a line, UTF-8."""
    for row in _lines(graph):
        out.write(line(row) + b"\n")


def _lines(graph: Graph) -> Iterator[dict[str, Any]]:
    for source in graph.sources():
        yield payload.signed(_source(source), source=source)
    schemata: dict[str, str] = {}
    names: dict[str, str] = {}
    for item in payload.entities(graph):
        shown = _thing(item)
        yield payload.signed(
            shown, id=item.row["id"], statements=item.statements, identities=item.identities
        )
    for items in _grouped(payload.relations(graph)):
        schemata, names = _ends(graph, items)
        for item in items:
            shown = _link(item, schemata, names)
            yield payload.signed(shown, statements=item.statements)
    for statement in payload.loose(graph):
        yield payload.signed(_note(statement), statements=[statement])


def schema_of(type: str) -> str:
    """Give the FollowTheMoney schema for an entity type."""
    lineage = reversed(vocabulary().labels(type))
    return next(SCHEMATA[label] for label in lineage if label in SCHEMATA)


def ftm_id(id: str) -> str:
    """Give an id in FollowTheMoney's form: letters, digits, dots and hyphens.

    Ids of FollowTheMoney sources are what they were; a colon becomes a dot; an id that cannot be
    written so becomes a hash.
    """
    if (own := id.removeprefix("ftm:")) != id and _FTM_ID.fullmatch(own):
        return own
    if _PLAIN_ID.fullmatch(id):
        return id.replace(":", ".")
    return f"aigeo.{content_hash({'id': id})}"


def _grouped(items: Iterator[Item]) -> Iterator[list[Item]]:
    group: list[Item] = []
    for item in items:
        group.append(item)
        if len(group) == payload.FACTS_A_BATCH:
            yield group
            group = []
    if group:
        yield group


def _ends(graph: Graph, items: Iterable[Item]) -> tuple[dict[str, str], dict[str, str]]:
    """Give schema and name of the entities that relations tie together."""
    ids = {item.row[end] for item in items for end in ("subject", "object")}
    rows = graph.entities_by_id(sorted(ids))
    return (
        {row["id"]: schema_of(row["type"]) for row in rows},
        {row["id"]: row["name"] for row in rows},
    )


def _line(id: str, schema: str, caption: str, properties: Row, sources: Iterable[str]) -> Row:
    values: Values = {}
    for name, value in properties.items():
        found = value if isinstance(value, list) else [value]
        if texts := [str(v) for v in found if v not in (None, "")]:
            values[name] = list(dict.fromkeys(texts))
    return {
        "id": ftm_id(id),
        "schema": schema,
        "caption": caption,
        "properties": values,
        "datasets": list(sources),
    }


def _address(text: str) -> str | None:
    """Give a web address with scheme and path, as FollowTheMoney writes it; None for none."""
    parts = urlsplit(text if "://" in text else f"http://{text}")
    if parts.scheme not in ("http", "https") or "." not in parts.netloc:
        return None
    return urlunsplit(parts._replace(path=parts.path or "/"))


def _source(row: Row) -> Row:
    properties = {
        "title": row.get("title"),
        "fileName": row.get("title"),
        "publisher": row.get("publisher"),
        "author": row.get("author"),
        "publishedAt": row.get("published"),
        "sourceUrl": row.get("url"),
        "notes": [row.get("licence"), row.get("attribution")],
    }
    return _line(f"source:{row['id']}", "Document", row.get("title") or row["id"], properties,
                 [row["id"]])  # fmt: skip


def _thing(item: Item) -> Row:
    row, schema = item.row, schema_of(item.row["type"])
    countries = [code for code in row.get("countries") or () if _ALPHA2.fullmatch(code)]
    properties: dict[str, Any] = {
        "name": row["name"],
        "alias": row.get("aliases"),
        "country": countries,
        "summary": row.get("description"),
        "keywords": row["type"],
        "wikidataId": row.get("wikidata"),
    }
    if schema == "Document":
        properties |= {"title": row["name"], "fileName": row["name"]}
    elif schema == "Address":
        properties |= {"full": row["name"]}
    if schema in _LEGAL:
        for name, ours in _FROM_PROPERTIES["LegalEntity"].items():
            properties[name] = row.get(ours)
    for name, ours in _FROM_PROPERTIES.get(schema, {}).items():
        properties[name] = row.get(ours)
    if properties.get("website"):
        properties["website"] = _address(properties["website"])
    for other in (row["id"], *(row.get("external_ids") or ()), *item.identities):
        scheme, _, value = other.partition(":")
        name = _IDS.get(scheme, "")
        fits = name == "wikidataId" or (schema in _LEGAL and name == "leiCode")
        if fits and re.fullmatch(_ID_FORMS[name], value):
            properties[name] = properties.get(name) or value
    return {
        **_line(row["id"], schema, row["name"], properties, row.get("sources") or ()),
        "referents": [ftm_id(other) for other in item.identities],
    }


def _link(item: Item, schemata: Mapping[str, str], names: Mapping[str, str]) -> Row:
    row = item.row
    left, right = schemata[row["subject"]], schemata[row["object"]]
    subject, object_ = ftm_id(row["subject"]), ftm_id(row["object"])
    when = {"startDate": row.get("start") or row.get("date"), "endDate": row.get("end")}
    common = {**when, "description": row.get("quote"), "status": row.get("status")}
    schema, properties = "UnknownLink", {"subject": subject, "object": object_, "role": row["type"]}
    match row["type"]:
        case "OWNS" if left in _LEGAL and right in _OWNED:
            schema = "Ownership"
            properties = {"owner": subject, "asset": object_, "percentage": row.get("share")}
        case "WORKS_FOR" if left == "Person" and right in _ORGANISED:
            schema = "Employment"
            properties = {"employee": subject, "employer": object_, "role": row.get("role")}
        case "PART_OF" if left in _LEGAL and right in _ORGANISED:
            schema = "Membership"
            properties = {"member": subject, "organization": object_, "role": row.get("kind")}
        case "SANCTIONS":
            schema = "Sanction"
            properties = {
                "entity": object_,
                "authority": names[row["subject"]],
                "authorityId": row["subject"],
                "program": row.get("program"),
            }
    caption = f"{names[row['subject']]} {row['type']} {names[row['object']]}"
    return _line(row["id"], schema, caption, {**properties, **common}, row["sources"])


def _note(row: Row) -> Row:
    claim = f"{row['subject']} {row['type']} {row.get('object') or ''}".strip()
    how = "withdrawn" if row.get("last_seen") else "not so" if row.get("negated") else "rejected"
    properties = {"name": f"{how}: {claim}", "description": row.get("quote")}
    return _line(f"note:{row['id']}", "Note", str(properties["name"]), properties, [row["source"]])
