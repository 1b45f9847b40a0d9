"""OFAC's list of Specially Designated Nationals, in its csv family without headers.

Parties are in sdn.csv, their other names in alt.csv, addresses in add.csv; sdn_comments.csv goes
on where the remarks of sdn.csv stop after 1,000 characters.
"""

import re

from aigeo.load import Context
from aigeo.load.helpers.authorities import SDN_LIST, issue
from aigeo.load.helpers.names import natural_order
from aigeo.load.helpers.organizations import organization_type
from aigeo.load.helpers.remarks import NULL, parse_remarks

KINDS = {"individual": "Person", "vessel": "Facility", "aircraft": "Facility"}
POST = re.compile(r"^(?P<role>.+?)(?:,| of(?: the)?) (?P<body>[^,]+(?:, [A-Z. ]+)?)$")
NOWHERE = {"", "undetermined", "none identified", "unknown"}


def load(context: Context) -> None:
    more = {cell(row, "ent_num"): row for row in context.rows("sdn_comments.csv")}
    parties, rows, names = {}, [], {}
    policy = agency = None
    for row in context.rows("sdn.csv"):
        if policy is None:
            policy, agency = issue(context, SDN_LIST, row.cite("ent_num", "Program"))
        number = cell(row, "ent_num")
        comment = more.get(number)
        said = parse_remarks(cell(row, "Remarks") + (cell(comment, "comment") if comment else ""))
        party = describe(context, row, number, said)
        parties[number] = party
        rows.append((row, party, said, comment))
        names.setdefault(cell(row, "SDN_Name").casefold(), party)
        for program in re.split(r"\]\s*\[|;\s*", cell(row, "Program").strip("[]")):
            cited = row.cite("ent_num", "SDN_Name", "Program")
            context.relation(
                "SANCTIONS", agency, party, list=policy, program=program, evidence=cited
            )
    for row in context.rows("alt.csv"):
        party = known(context, parties, row)
        if party is not None:
            names.setdefault(cell(row, "alt_name").casefold(), party)
            alias = (
                natural_order(cell(row, "alt_name"))
                if party.type == "Person"
                else cell(row, "alt_name")
            )
            cited = row.cite("ent_num", "alt_type", "alt_name", "alt_remarks")
            context.entity(party.type, party.name, id=str(party), aliases=[alias], evidence=cited)
    for row in context.rows("add.csv"):
        party = known(context, parties, row)
        if party is not None:
            place(context, row, party)
    for row, party, said, comment in rows:
        relate(context, row, party, said, comment, names)


def cell(row, column):
    """Give a cell, white space made single, "" for the null of this family, which the last line
    of a file may cut off."""
    text = " ".join(row[column].split())
    return "" if NULL.fullmatch(text) else text


def known(context, parties, row):
    party = parties.get(cell(row, "ent_num"))
    if party is None:
        context.reject(row, "no party of sdn.csv has this number", cell(row, "ent_num"))
    return party


def country_of(context, text, evidence):
    """Give a country by OFAC's names ("Korea, North"; "Region: Crimea")."""
    text = text.removeprefix("Region: ")
    return (
        None
        if text.casefold() in NOWHERE
        else context.country(natural_order(text), evidence=evidence)
    )


def describe(context, row, number, said):
    """Emit the party with what its own row and remarks say of it."""
    text, sort = cell(row, "SDN_Name"), cell(row, "SDN_Type")
    kind = KINDS.get(sort) or organization_type(text)
    cited = row.cite("ent_num", "SDN_Name", "SDN_Type", "Title", "Remarks")
    extra = {"description": cell(row, "Title")}
    if kind == "Person":
        found = [country_of(context, n, row.cite("Remarks")) for n in said.nationalities]
        codes = [country.removeprefix("cc:") for country in found if country]
        extra = {"role": cell(row, "Title"), "birth_date": said.birth_date, "nationality": codes}
    elif kind == "Facility":
        columns = {"Vess_type": "", "Vess_flag": "flag ", "Call_Sign": "call sign ",
                   "Tonnage": "tonnage ", "GRT": "gross register tons "}  # fmt: skip
        facts = [
            label + said_of
            for column, label in columns.items()
            if (said_of := cell(row, column)).casefold() not in NOWHERE
        ]
        cited = row.cite("ent_num", "SDN_Name", "SDN_Type", *columns, "Remarks")
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


def place(context, row, party):
    """Add an address to an organisation, and the country of an address to any party."""
    parts = [cell(row, c) for c in ("address", "city", "country")]
    cited = row.cite("ent_num", "address", "city", "country", "add_remarks")
    text = ", ".join(p for p in parts if p)
    home = country_of(context, parts[2], cited)
    codes = [home.removeprefix("cc:")] if home else []
    spot = {"address": [text]} if party.type not in ("Person", "Facility") else {}
    if codes or (spot and text):
        context.entity(
            party.type, party.name, id=str(party), evidence=cited, countries=codes, **spot
        )
    context.relation("BASED_IN", party, home, evidence=cited)


def relate(context, row, party, said, comment, names):
    """Emit what the row says of the party and others: links, posts, owners, operators, flag."""
    cited = row.cite("ent_num", "SDN_Name", "Remarks")
    for name in said.linked_to:
        evidence = (
            cited
            if comment is None or name in row["Remarks"]
            else comment.cite("ent_num", "comment")
        )
        other = names.get(name.casefold()) or names.get(f"{name.casefold()}.")
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
    if body is not None and body.type not in ("Person", "Facility"):
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


def mention(context, name, evidence):
    """Emit an organisation that the list names without listing it."""
    return context.entity(organization_type(name), name, evidence=evidence)
