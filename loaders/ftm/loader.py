"""FollowTheMoney entity streams: JSON lines as OpenSanctions and others publish them.

Things become entities, edges (Ownership, Directorship, …) relations, and each Sanction a SANCTIONS
from its authority, or else its country. Entities inside others (`targets.nested.json`) count too.
The stream is read twice, because an edge may stand before its ends.
"""

import re
from collections import Counter

from aigeo.load import Context
from aigeo.load.helpers.authorities import BIS, DEFENSE, OFAC, STATE
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.names import natural_order
from aigeo.load.helpers.nested import cite_paths
from aigeo.load.helpers.numbers import number, percent
from aigeo.model.ids import is_external_id
from aigeo.model.vocabulary import vocabulary

THINGS = {
    "Person": "Person",
    "Company": "Firm",
    "Organization": "Organization",
    "LegalEntity": "Organization",
    "PublicBody": "Agency",
    "Vessel": "Facility",
    "Airplane": "Facility",
}
# Edge: the two ends, the relation, the property that says how.
EDGES = {
    "Ownership": ("owner", "asset", "OWNS", ""),
    "Directorship": ("director", "organization", "WORKS_FOR", "role"),
    "Employment": ("employee", "employer", "WORKS_FOR", "role"),
    "Membership": ("member", "organization", "PART_OF", "role"),
    "Associate": ("person", "associate", "PARTNERS_WITH", "relationship"),
    "Family": ("person", "relative", "PARTNERS_WITH", "relationship"),
    "UnknownLink": ("subject", "object", "PARTNERS_WITH", "role"),
    "Representation": ("agent", "client", "PARTNERS_WITH", "role"),
}
HOW = {"WORKS_FOR": "role", "PART_OF": "kind", "PARTNERS_WITH": "subject_matter"}
# Properties of a thing that name its owner and its operator.
HOLDERS = {"owner": "OWNS", "operator": "OPERATES"}
# Schemata that hold details of things, documents, or facts that the vocabulary has no relation
# for; any other one is unknown to FollowTheMoney, too.
DETAILS = {
    "Address", "Article", "Assessment", "Asset", "Audio", "BankAccount", "Call", "CallForTenders",
    "Contract", "ContractAward", "CourtCase", "CourtCaseParty", "CryptoWallet", "Debt", "Document",
    "Documentation", "EconomicActivity", "Email", "Event", "Folder", "HyperText", "Identification",
    "Image", "License", "Mention", "Message", "Note", "Occupancy", "Package", "Page", "Pages",
    "Passport", "Payment", "Permit", "PlainText", "Position", "Post", "Project",
    "ProjectParticipant", "RealEstate", "Risk", "Security", "Similar", "Succession", "Table",
    "TaxRoll", "Territory", "Trip", "UserAccount", "Vehicle", "Video", "Workbook",
}  # fmt: skip
AUTHORITIES = {
    "office of foreign assets control": OFAC,
    "bureau of industry and security": BIS,
    "u.s. department of state": STATE,
    "department of defense": DEFENSE,
}
PLACES = ("country", "jurisdiction", "mainCountry", "flag")
OTHER_NAMES = ("alias", "weakAlias", "previousName", "abbreviation")
CITED = (
    ("address", "incorporationDate", "dissolutionDate", "registrationNumber", "website", "status"),
    ("birthDate", "position", "nationality", "citizenship"),
)
ID_SCHEMES = {"wikidataId": "wd", "leiCode": "lei", "imoNumber": "imo", "swiftBic": "bic"}


def load(context: Context) -> None:
    things, passed_over = {}, Counter()
    for row in entities(context):
        if row["schema"] in THINGS:
            things[row["id"]] = thing(context, row)
    for row in entities(context):
        if row["schema"] in THINGS:
            holders(context, row, things)
        elif row["schema"] in EDGES:
            edge(context, row, things, *EDGES[row["schema"]])
        elif row["schema"] == "Sanction":
            sanction(context, row, things)
        else:
            passed_over[row["schema"]] += 1
            if row["schema"] not in DETAILS:
                context.reject(row, "no type of the vocabulary fits this schema", row["schema"])
    if passed_over:
        context.warn(
            "passed over: " + ", ".join(f"{n} {s}" for s, n in sorted(passed_over.items()))
        )


def entities(context):
    """Give the entities of the stream, and those that stand inside others as rows of their own."""
    for row in context.rows("*.ftm.json"):
        yield from nested(row)


def nested(row):
    inner = [
        value for found in (row["properties"] or {}).values() if isinstance(found, list)
        for value in found if isinstance(value, dict)
    ]  # fmt: skip
    yield row
    for value in inner:
        if isinstance(value.get("id"), str) and "schema" in value:
            empty = {"caption": "", "referents": [], "properties": {}}
            yield from nested(row.with_values({**empty, **value}))


def values(row, name):
    """Give the values of a property, [] where it has none; an entity inside by its id."""
    found = (row["properties"] or {}).get(name, [])
    found = found if isinstance(found, list) else [found]
    return [str(v.get("id", "") if isinstance(v, dict) else v) for v in found if v is not None]


def first(row, name):
    return next(iter(values(row, name)), None)


def when(row, *names):
    """Give the earliest date of the first of the properties that has one."""
    for name in names:
        dates = sorted(filter(None, map(iso_date, values(row, name))))
        if dates:
            return dates[0]
    return None


def is_dated(context, row, *names):
    """Tell whether the properties hold only dates; reject a row in which one is none."""
    bad = [(n, v) for n in names for v in values(row, n) if iso_date(v) is None]
    if bad:
        context.reject(row, f"{bad[0][0]!r} is no date", bad[0][1])
    return not bad


def cite(row, *properties):
    return cite_paths(row, "id", "schema", "caption", *(f"properties.{p}" for p in properties))


def codes(row, *names):
    found = (code.lower() for name in names for code in values(row, name))
    return [code for code in dict.fromkeys(found) if re.fullmatch("[a-z]{2}", code)]


def thing(context, row):
    """Emit a thing with its names, identifiers and countries."""
    kind = THINGS[row["schema"]]
    names = [row["caption"], *values(row, "name")]
    if kind == "Person":
        names = [*map(natural_order, names), *names]
    ids = {}
    for name, scheme in ID_SCHEMES.items():
        value = first(row, name) or ""
        if is_external_id(scheme, value):
            ids[scheme] = value
    for other in [row["id"], *(row["referents"] or [])]:
        if match := re.fullmatch(r"ofac-(\d+)", other):
            ids.setdefault("ofac", match[1])
        elif re.fullmatch(r"Q[1-9]\d*", other):
            ids.setdefault("wd", other)
    countries = codes(row, *PLACES)
    extra = {"address": values(row, "address"), "founded": when(row, "incorporationDate"),
             "dissolved": when(row, "dissolutionDate"),
             "registration_number": first(row, "registrationNumber")}  # fmt: skip
    if kind == "Person":
        extra = {"birth_date": when(row, "birthDate"), "role": first(row, "position"),
                 "nationality": codes(row, "nationality", "citizenship")}  # fmt: skip
    elif kind == "Facility":
        extra = {"status": first(row, "status")}
    ref = context.entity(
        kind,
        next(filter(None, names), row["id"]),
        evidence=cite(row, "name", *PLACES, *CITED[kind == "Person"]),
        id=f"ftm:{row['id']}",
        external_ids=ids,
        aliases=[*names, *(n for p in OTHER_NAMES for n in values(row, p))],
        countries=countries,
        website=first(row, "website"),
        description=first(row, "summary"),
        **extra,
    )
    if kind != "Person":  # a person's countries are ties of any kind
        for code in countries:
            evidence = cite(row, *PLACES)
            country = context.country(code, evidence=evidence)
            context.relation("BASED_IN", ref, country, evidence=evidence)
    return ref


def edge(context, row, things, left, right, relation, how):
    """Emit an edge between two things of the stream; an end that is missing rejects it."""
    cited = cite(row, left, right, "role", "relationship", "percentage", "startDate", "endDate")
    words = "; ".join(values(row, how)) if how else None
    share = first(row, "percentage") or ""
    if (number(share.strip().rstrip("% ")) or 0) > 100:
        context.reject(row, "'percentage' is no share of 0 to 100", share)
        return
    if not is_dated(context, row, "startDate", "endDate"):
        return
    for one in values(row, left):
        for other in values(row, right):
            subject, target = things.get(one), things.get(other)
            if subject is None or target is None:
                context.reject(
                    row, "an end of this edge is no party in the stream", other if subject else one
                )
                continue
            kind = relation
            if relation == "WORKS_FOR" and subject.type != "Person":
                kind = "PARTNERS_WITH"
            elif relation == "PART_OF" and subject.type == "Person":
                kind = "WORKS_FOR"
            extra = {HOW[kind]: words} if kind in HOW else {}
            if kind == "OWNS":
                extra = {"share": percent(share)}
            end = when(row, "endDate")
            context.relation(
                kind,
                subject,
                target,
                evidence=cited,
                start=when(row, "startDate"),
                end=end,
                **extra,
            )


def holders(context, row, things):
    """Emit who owns and who operates a vessel or aircraft, where the thing itself says so."""
    for name, relation in HOLDERS.items():
        for other in values(row, name):
            if things[row["id"]].type == "Facility" and other in things:
                holder = things[other]
                if relation == "OWNS" or vocabulary().is_a(holder.type, "Organization"):
                    context.relation(relation, holder, things[row["id"]], evidence=cite(row, name))


def sanction(context, row, things):
    """Emit a sanction: its authority, from its country, against the entity."""
    cited = cite(
        row, "authority", "entity", "program", "programId", "country", "startDate", "listingDate",
        "endDate", "sourceUrl",
    )  # fmt: skip
    if not is_dated(context, row, "startDate", "listingDate", "endDate"):
        return
    name, places = first(row, "authority"), codes(row, "country")
    country = context.country(places[0], evidence=cited) if len(places) == 1 else None
    if name is None and country is None:
        context.reject(row, "the sanction names neither authority nor country")
        return
    agency = country
    if name is not None:
        known = next((a for words, a in AUTHORITIES.items() if words in name.casefold()), None)
        agency = context.entity(
            "Agency",
            known.name if known else name,
            aliases=known.aliases if known else (),
            countries=places,
            evidence=cited,
        )
        context.relation("PART_OF", agency, country, kind="agency", evidence=cited)
    for target in values(row, "entity"):
        party = things.get(target)
        if party is None:
            context.reject(row, "the sanctioned entity is not in the stream", target)
            continue
        end = when(row, "endDate")
        context.relation(
            "SANCTIONS",
            agency,
            party,
            program=first(row, "programId") or first(row, "program"),
            start=when(row, "startDate", "listingDate"),
            end=end,
            evidence=cited,
        )
