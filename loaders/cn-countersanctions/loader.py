"""Countermeasures of China: export-control list, Unreliable Entity List, sanctions on persons.

Each list is a Policy node of its own; a measure outside a list has its kind as program.
"""

import re

from aigeo.load import Context
from aigeo.load.helpers.authorities import Authority, PartyList, issue
from aigeo.load.helpers.dates import dotted_date, iso_date, worded_date
from aigeo.load.helpers.directory import Directory
from aigeo.load.helpers.lists import split_semicolons
from aigeo.load.helpers.names import split_aliases
from aigeo.load.helpers.organizations import organization_type

BODIES = {
    "Ministry of Commerce": Authority(
        "Ministry of Commerce", ("MOFCOM", "China's Ministry of Commerce", "商务部"), None, "China"
    ),
    "Ministry of Foreign Affairs": Authority(
        "Ministry of Foreign Affairs of China",
        ("Chinese Ministry of Foreign Affairs", "China's foreign ministry", "外交部"),
        None,
        "China",
    ),
}
LISTS = {
    "List of Export Controls": ("Export Control List", ("出口管制管控名单",)),
    "Export Control Watch List": ("Export Control Watch List", ("出口管制关注名单",)),
    "UEL": ("Unreliable Entity List", ("UEL", "不可靠实体清单")),
    "AFSL": ("Anti-Foreign Sanctions Law", ("AFSL", "反外国制裁法")),
}
KINDS = {
    "sanction.counter": "countermeasures",
    "export.control": "export control",
    "sanction": "sanctions",
}
# "Chairman of Lockheed Martin Corporation": a post and where it is held. Posts in the state are
# left out, because what follows them is a field and not a body ("Minister of Transport").
POST = re.compile(
    r"^(?P<role>(?!.*\b(?:[Mm]inister|[Mm]ember|[Aa]mbassador|[Ss]ecretary|[Cc]ongress|MP|MEP)\b)"
    r"[^,;]+?),? (?:of|at) (?:the )?(?P<body>[A-Z](?:(?! at | and \w+ of )[^,;(])*?)"
    r"(?: Board of \w+)?(?: \(.*\))?\.?$"
)
SUSPENDED = re.compile(r"suspended .*from (?P<date>\d{1,2} \w+ \d{4})")


def load(context: Context) -> None:
    known, issued = Directory(context), {}
    rows = list(context.rows("sanctions.csv"))
    items = {row["Name"]: row["QID"] for row in rows if row["QID"]}
    parties = [(row, describe(context, row, items.get(row["Name"]))) for row in rows]
    for _, party in parties:
        if party.type != "Person":
            known.remember(party.name, party)
    for row, party in parties:
        post = POST.match(row["Summary"]) if party.type == "Person" else None
        if post is not None:
            cited = row.cite("Name", "Summary")
            body = known.organization(post["body"], row.cite("Summary"))
            status = "ended" if post["role"].lower().startswith("former") else "stated"
            context.relation(
                "WORKS_FOR", party, body, role=post["role"], evidence=cited, status=status
            )
        sanction(context, row, party, issued)


def describe(context, row, item):
    """Emit the party, its names in both scripts and its country."""
    country = context.country(row["Country"], evidence=row.cite("Country"))
    name, aliases = split_aliases(row["Name"])
    kind = {"Person": "Person", "Company": "Firm"}.get(row["Type"]) or organization_type(name)
    if kind == "Person":
        extra = {"role": row["Summary"]}
    else:
        about = "" if SUSPENDED.search(row["Summary"]) else row["Summary"]
        extra = {
            "address": split_semicolons(row["Address"]),
            "description": about or row["Chinese summary"],
        }
    party = context.entity(
        kind,
        name,
        evidence=row.cite(
            "Name", "Alias", "Chinese name", "Type", "QID", "Country", "Address", "Summary"
        ),
        external_ids={"wd": item} if item else None,
        aliases=[*aliases, *split_semicolons(row["Alias"]), row["Chinese name"]],
        countries=[country.removeprefix("cc:")] if country else [],
        **extra,
    )
    context.relation("BASED_IN", party, country, evidence=row.cite("Name", "Country"))
    return party


def a_date(text):
    return dotted_date(text) or iso_date(text)


def sanction(context, row, party, issued):
    start = a_date(row["Date"])
    if not row["Body"]:
        context.reject(row, "no body is named that took the measure")
        return
    if row["Date"] and start is None:
        context.reject(row, "'Date' is no date", row["Date"])
        return
    if row["End date"] and a_date(row["End date"]) is None:
        context.reject(row, "'End date' is no date", row["End date"])
        return
    agency, policy = authority(context, row, issued)
    suspended = SUSPENDED.search(row["Summary"])
    end = worded_date(suspended["date"]) if suspended else a_date(row["End date"])
    noted = ("Summary",) if suspended else ()
    context.relation(
        "SANCTIONS",
        agency,
        party,
        list=policy,
        program=None if policy else KINDS.get(row["Topics"], row["Topics"]),
        start=start,
        end=end,
        evidence=row.cite("Name", "Body", "List", "Date", "End date", "Source URL", *noted),
    )


def authority(context, row, issued):
    """Give the body that took the measure and, where it stands on a list, the list."""
    body = BODIES.get(row["Body"]) or Authority(row["Body"], (), None, "China")
    name, aliases = LISTS.get(row["List"], (row["List"], ()))
    key = row["Body"], name
    if key not in issued:
        cited = row.cite("Body", "List", "Source URL")
        if name:
            policy, agency = issue(context, PartyList(name, body, aliases), cited)
        else:
            policy = None
            agency = context.entity(
                "Agency", body.name, aliases=body.aliases, countries=["cn"], evidence=cited
            )
        issued[key] = agency, policy
    return issued[key]
