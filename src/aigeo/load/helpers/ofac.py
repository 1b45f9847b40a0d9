"""The csv family in which OFAC publishes its lists: four files without headers.

Parties are in the first file, their other names, addresses and the continuation of long remarks in
the others. The loaders `ofac-sdn` and `ofac-consolidated` say which files and lists those are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from aigeo.load.helpers.authorities import PartyList, issue
from aigeo.load.helpers.names import natural_order
from aigeo.load.helpers.organizations import organization_type
from aigeo.load.helpers.remarks import NULL, Remarks, parse_remarks

if TYPE_CHECKING:
    from aigeo.load import Context
    from aigeo.load.context import EntityRef
    from aigeo.load.rows import Row
    from aigeo.model.records import Evidence

KINDS = {"individual": "Person", "vessel": "Facility", "aircraft": "Facility"}
POST = re.compile(r"^(?P<role>.+?)(?:,| of(?: the)?) (?P<body>[^,]+(?:, [A-Z. ]+)?)$")
NOWHERE = {"", "undetermined", "none identified", "unknown"}
VESSEL = {
    "Vess_type": "", "Vess_flag": "flag ", "Call_Sign": "call sign ", "Tonnage": "tonnage ",
    "GRT": "gross register tons ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Family:
    """Names of the four files in loader.yaml, and the list on which a program puts a party."""

    parties: str
    names: str
    addresses: str
    comments: str
    list_of: Callable[[str], PartyList | None]


@dataclass(slots=True)
class _Party:
    row: Row
    ref: EntityRef
    said: Remarks
    comment: Row | None


@dataclass(slots=True)
class _Read:
    """What was read of a family so far."""

    parties: dict[str, EntityRef] = field(default_factory=dict)
    names: dict[str, EntityRef] = field(default_factory=dict)
    rows: list[_Party] = field(default_factory=list)


def load_family(context: Context, family: Family) -> None:
    """State the parties of a list, that they are sanctioned, and what ties them together."""
    more = {cell(row, "ent_num"): row for row in context.rows(family.comments)}
    read = _Read()
    issued: dict[str, tuple[EntityRef, EntityRef]] = {}
    for row in context.rows(family.parties):
        number = cell(row, "ent_num")
        comment = more.get(number)
        said = parse_remarks(cell(row, "Remarks") + (cell(comment, "comment") if comment else ""))
        party = describe(context, row, number, said)
        read.parties[number] = party
        read.rows.append(_Party(row, party, said, comment))
        read.names.setdefault(cell(row, "SDN_Name").casefold(), party)
        for program in re.split(r"\]\s*\[|;\s*", cell(row, "Program").strip("[]")):
            entry = family.list_of(program)
            if entry is None:
                context.reject(row, "no list is known for this program", program)
                continue
            if entry.policy not in issued:
                issued[entry.policy] = issue(context, entry, row.cite("ent_num", "Program"))
            policy, agency = issued[entry.policy]
            cited = row.cite("ent_num", "SDN_Name", "Program")
            context.relation(
                "SANCTIONS", agency, party, list=policy, program=program, evidence=cited
            )
    for row in context.rows(family.names):
        named(context, family, row, read)
    for row in context.rows(family.addresses):
        owner = known(context, family, row, read)
        if owner is not None:
            place(context, row, owner)
    for one in read.rows:
        relate(context, one, read.names)


def named(context: Context, family: Family, row: Row, read: _Read) -> None:
    """Add another name to a party."""
    party = known(context, family, row, read)
    if party is None:
        return
    text = cell(row, "alt_name")
    read.names.setdefault(text.casefold(), party)
    alias = natural_order(text) if party.type == "Person" else text
    cited = row.cite("ent_num", "alt_type", "alt_name", "alt_remarks")
    context.entity(party.type, party.name, id=str(party), aliases=[alias], evidence=cited)


def cell(row: Row, column: str) -> str:
    """Give a cell, white space made single, "" for the null of this family, which the last line
    of a file may cut off."""
    text = " ".join(row[column].split())
    return "" if NULL.fullmatch(text) else text


def known(context: Context, family: Family, row: Row, read: _Read) -> EntityRef | None:
    """Give the party of a row of another file, None, with a rejection, where there is none."""
    party = read.parties.get(cell(row, "ent_num"))
    if party is None:
        context.reject(row, f"no party of {family.parties} has this number", cell(row, "ent_num"))
    return party


def country_of(context: Context, text: str, evidence: Row | Evidence) -> EntityRef | None:
    """Give a country by OFAC's names ("Korea, North"; "Region: Crimea")."""
    text = text.removeprefix("Region: ")
    return (
        None
        if text.casefold() in NOWHERE
        else context.country(natural_order(text), evidence=evidence)
    )


def describe(context: Context, row: Row, number: str, said: Remarks) -> EntityRef:
    """Emit the party with what its own row and remarks say of it."""
    text, sort = cell(row, "SDN_Name"), cell(row, "SDN_Type")
    kind = KINDS.get(sort) or organization_type(text)
    cited = row.cite("ent_num", "SDN_Name", "SDN_Type", "Title", "Remarks")
    extra: dict[str, Any] = {"description": cell(row, "Title")}
    if kind == "Person":
        found = [country_of(context, n, row.cite("Remarks")) for n in said.nationalities]
        codes = [country.removeprefix("cc:") for country in found if country]
        extra = {"role": cell(row, "Title"), "birth_date": said.birth_date, "nationality": codes}
    elif kind == "Facility":
        facts = [
            label + said_of
            for column, label in VESSEL.items()
            if (said_of := cell(row, column)).casefold() not in NOWHERE
        ]
        cited = row.cite("ent_num", "SDN_Name", "SDN_Type", *VESSEL, "Remarks")
        extra = {"description": ", ".join([sort, *facts])}
    else:
        extra |= {"registration_number": said.registration, "founded": said.founded}
    return context.entity(
        kind,
        natural_order(text) if kind == "Person" else text,
        evidence=cited,
        external_ids={"ofac": number, **said.identifiers},
        aliases=[text, *said.former_names],
        website=said.website,
        **extra,
    )


def place(context: Context, row: Row, party: EntityRef) -> None:
    """Add an address to an organisation, and the country of an address to any party."""
    parts = [cell(row, c) for c in ("address", "city", "country")]
    cited = row.cite("ent_num", "address", "city", "country", "add_remarks")
    text = ", ".join(p for p in parts if p)
    home = country_of(context, parts[2], cited)
    codes = [home.removeprefix("cc:")] if home else []
    spot: dict[str, Any] = {"address": [text]} if party.type not in ("Person", "Facility") else {}
    if codes or (spot and text):
        context.entity(
            party.type, party.name, id=str(party), evidence=cited, countries=codes, **spot
        )
    context.relation("BASED_IN", party, home, evidence=cited)


def relate(context: Context, one: _Party, names: Mapping[str, EntityRef]) -> None:
    """Emit what the row says of the party and others: links, posts, owners, operators, flag."""
    row, party, said, comment = one.row, one.ref, one.said, one.comment
    cited = row.cite("ent_num", "SDN_Name", "Remarks")
    for name in said.linked_to:
        evidence = (
            cited
            if comment is None or name in row["Remarks"]
            else comment.cite("ent_num", "comment")
        )
        other = next(
            (ref for end in ("", ".") if (ref := names.get(name.casefold().rstrip(".") + end))),
            None,
        )
        other = other or mention(context, name, evidence)
        if other == party or other.type == "Facility":
            continue
        if party.type == "Facility":
            # OFAC links a vessel or aircraft to the party that has an interest in it.
            context.relation("OWNS", other, party, status="alleged", evidence=evidence)
        else:
            context.relation(
                "PARTNERS_WITH",
                party,
                other,
                subject_matter="linked to, by OFAC",
                evidence=evidence,
            )
    post = POST.match(cell(row, "Title")) if party.type == "Person" else None
    body = names.get(post["body"].casefold()) if post else None
    if post is not None and body is not None and body.type not in ("Person", "Facility"):
        context.relation(
            "WORKS_FOR", party, body, role=post["role"], evidence=row.cite("SDN_Name", "Title")
        )
    if party.type != "Facility":
        return
    for name, relation, column in [(cell(row, "Vess_owner"), "OWNS", "Vess_owner")] + [
        (operator, "OPERATES", "Remarks") for operator in said.operators
    ]:
        evidence = row.cite("SDN_Name", column)
        other = names.get(name.casefold()) or (mention(context, name, evidence) if name else None)
        if other is not None and other.type not in ("Person", "Facility"):
            context.relation(relation, other, party, evidence=evidence)
    flag = row.cite("SDN_Name", "Vess_flag")
    context.relation(
        "BASED_IN", party, country_of(context, cell(row, "Vess_flag"), flag), evidence=flag
    )


def mention(context: Context, name: str, evidence: Evidence) -> EntityRef:
    """Emit an organisation that the list names without listing it."""
    return context.entity(organization_type(name), name, evidence=evidence)
