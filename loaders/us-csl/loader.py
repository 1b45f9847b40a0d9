"""Consolidated Screening List: the lists of Commerce, State and the Treasury in one table.

The table comes in two layouts, with and without `_id`, and as JSON, of which lists and objects are
read as the texts that the table has for them. Parties of the Treasury's lists are known
by OFAC's number, so that they are those of the SDN list itself.
"""

import re
from itertools import chain

from aigeo.load import Context
from aigeo.load.helpers.authorities import (
    BIS,
    CAPTA_LIST,
    CMIC_LIST,
    DDTC,
    DENIED_PERSONS_LIST,
    ENTITY_LIST,
    FSE_LIST,
    MBS_LIST,
    MEU_LIST,
    OFAC,
    PLC_LIST,
    SDN_LIST,
    SSI_LIST,
    STATE,
    UNVERIFIED_LIST,
    PartyList,
    issue,
)
from aigeo.load.helpers.citations import earliest, federal_register
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.lists import split_semicolons
from aigeo.load.helpers.names import natural_order, spelt_out, split_aliases
from aigeo.load.helpers.organizations import organization_type
from aigeo.load.helpers.persons import looks_like_person
from aigeo.load.helpers.places import country_in
from aigeo.load.places import country_code
from aigeo.model.ids import is_external_id

# By the abbreviation in brackets of `source`.
LISTS = {
    "EL": ENTITY_LIST,
    "MEU": MEU_LIST,
    "UVL": UNVERIFIED_LIST,
    "DPL": DENIED_PERSONS_LIST,
    "SDN": SDN_LIST,
    "CMIC": CMIC_LIST,
    "SSI": SSI_LIST,
    "PLC": PLC_LIST,
    "FSE": FSE_LIST,
    "MBS": MBS_LIST,
    "CAP": CAPTA_LIST,
    "ISN": PartyList("Nonproliferation Sanctions", STATE, ("State nonproliferation sanctions",)),
    "DTC": PartyList("AECA Debarred Parties", DDTC, ("ITAR Debarred",)),
}
AGENCIES = {"Bureau of Industry and Security": BIS, "State Department": STATE}
SOURCE = re.compile(
    r"^(?P<list>.+?)(?: \((?:NS-)?(?P<short>[A-Z]+)(?: List)?\))?(?P<word> List)? - (?P<agency>.+)$"
)
TREASURY = re.compile(r"^(?:U\.?S\.? )?(?:Treasury Department|Department of the Treasury)")
KINDS = {"Individual": "Person", "Vessel": "Facility", "Aircraft": "Facility"}
IMO = re.compile(r"\bIMO (?P<number>\d{7})\b")
SITE = re.compile(r"\bWebsite, (?P<site>[^;,\s]+)")
# Fields of addresses and of ids, in the order of the table.
PARTS = ("address", "city", "state", "postal_code", "type", "number", "country")
NUMBERS = {"bic": "SWIFT/BIC", "lei": "Legal Entity Number"}
NOWHERE = {"none identified", "undetermined", "unknown"}
SUCCESSORS = re.compile(r"; and any successor\b.*$")


def load(context: Context) -> None:
    issued = {}
    for row in chain(context.rows("consolidated.csv"), map(flat, context.rows("*.json"))):
        source = row["source"]
        if source not in issued:
            issued[source] = listing(context, row)
        policy, agency = issued[source]
        if policy is None:
            context.reject(row, "unknown source", source)
            continue
        bad = [c for c in ("start_date", "end_date") if row[c] and iso_date(row[c]) is None]
        if bad:
            context.reject(row, f"{bad[0]!r} is no date", row[bad[0]])
            continue
        party = describe(context, row, treasury=agency.name == OFAC.name)
        start = iso_date(row["start_date"]) or earliest(
            federal_register(row["federal_register_notice"])
        )
        for program in split_semicolons(row["programs"]) or [None]:
            context.relation(
                "SANCTIONS",
                agency,
                party,
                list=policy,
                program=program,
                start=start,
                end=iso_date(row["end_date"]),
                evidence=row.cite(
                    "source", "name", "programs", "federal_register_notice", "start_date",
                    "end_date", "source_list_url",
                ),
            )  # fmt: skip


def flat(row):
    """Give a record of the JSON form as a row of the table."""
    texts = {}
    for column in row:
        parts = row[column] if isinstance(row[column], list) else [row[column]]
        texts[column] = "; ".join(filter(None, (one_text(part) for part in parts)))
    return row.with_values(texts)


def one_text(part):
    values = [part.get(key) for key in PARTS] if isinstance(part, dict) else [part]
    return ", ".join(str(value) for value in values if value not in (None, ""))


def listing(context, row):
    """Give list and agency of a source such as "Entity List (EL) - Bureau of Industry …"."""
    match = SOURCE.match(row["source"])
    if match is None:
        return None, None
    entry = LISTS.get(match["short"])
    if entry is None:
        agency = AGENCIES.get(match["agency"])
        if agency is None and not TREASURY.match(match["agency"]):
            return None, None
        entry = PartyList(match["list"] + (match["word"] or ""), agency or OFAC)
    cited = row.cite("source", "source_list_url", "source_information_url")
    return issue(context, entry, cited, website=row["source_list_url"])


def describe(context, row, treasury):
    """Emit the party with names, addresses and what identifies it."""
    name, more = split_aliases(SUCCESSORS.sub("", row["name"]))
    kind = KINDS.get(row["type"]) or organization_type(name)
    if not row["type"] and looks_like_person(name, mostly_persons="Denied" in row["source"]):
        kind = "Person"
    cited = row.cite(
        "source", "entity_number", "type", "name", "title", "alt_names", "addresses", "ids",
        "dates_of_birth", "citizenships", "nationalities", "remarks",
    )  # fmt: skip
    addresses = [a for a in split_semicolons(row["addresses"]) if a.casefold() not in NOWHERE]
    texts = list(dict.fromkeys(filter(None, (home(a) for a in addresses))))
    homes = [context.country(text, evidence=row.cite("name", "addresses")) for text in texts]
    homes = [country for country in homes if country is not None]
    births = split_semicolons(row["dates_of_birth"])
    imo, site = IMO.search(row["ids"]), SITE.search(row["ids"])
    ids = {"ofac": row["entity_number"]} if treasury and row["entity_number"].isdigit() else {}
    ids |= {"imo": imo["number"]} if imo else {}
    ids |= registered(row["ids"])
    facts = ("vessel_type", "vessel_flag", "call_sign", "gross_tonnage", "gross_registered_tonnage")
    told = ", ".join([row["type"].lower(), *(row[f] for f in facts if stated(row[f]))])
    extra = {"address": addresses, "description": row["title"]}
    if kind == "Person":
        codes = [
            c.lower() for c in split_semicolons(f"{row['nationalities']};{row['citizenships']}")
        ]
        extra = {
            "role": row["title"],
            "birth_date": iso_date(births[0]) if len(births) == 1 else None,
            "nationality": [c for c in codes if country_code(c)],
        }
    elif kind == "Facility":
        cited = row.cite("source", "entity_number", "type", "name", "ids", *facts)
        extra = {"description": told}
    party = context.entity(
        kind,
        natural_order(name) if kind == "Person" else name,
        evidence=cited,
        external_ids=ids or None,
        aliases=[*more, *spelt_out([row["name"], *split_semicolons(row["alt_names"])])],
        countries=[country.removeprefix("cc:") for country in homes],
        website=site["site"] if site else None,
        **extra,
    )
    for country in homes:
        context.relation("BASED_IN", party, country, evidence=row.cite("name", "addresses"))
    owned = row["vessel_owner"]
    if kind == "Facility":
        flag = row.cite("name", "vessel_flag")
        context.relation(
            "BASED_IN",
            party,
            context.country(stated(row["vessel_flag"]), evidence=flag),
            evidence=flag,
        )
        if owned:
            cited = row.cite("name", "vessel_owner")
            owner = context.entity(organization_type(owned), owned, evidence=cited)
            context.relation("OWNS", owner, party, evidence=cited)
    return party


def stated(text):
    """Give a text, "" for the words that say that nothing is known."""
    return "" if text.casefold() in NOWHERE else text


def registered(text):
    """Read the numbers of registers that the graph checks: "SWIFT/BIC, CKLBCNBJ; …"."""
    found = {}
    for scheme, words in NUMBERS.items():
        match = re.search(rf"\b{re.escape(words)}, (\w+)", text)
        if match is not None and is_external_id(scheme, match[1]):
            found[scheme] = match[1]
    return found


def home(address):
    """Give the country of an address, which the table writes as a code of two letters."""
    last = address.rpartition(",")[2].strip()
    return last if re.fullmatch("[A-Z]{2}", last) else country_in(address)
