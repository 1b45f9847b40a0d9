"""Section 1260H list (Chinese military companies), one row for each company and edition.

A row without an end date stays in force until a later row of that company ends it; after an end,
the next row begins a new period, which is a fact of its own.
"""

import re
from collections import defaultdict

from aigeo.load import Context
from aigeo.load.helpers.authorities import LIST_1260H, issue
from aigeo.load.helpers.dates import any_date
from aigeo.load.helpers.lists import split_list, split_semicolons
from aigeo.load.helpers.names import split_aliases
from aigeo.load.helpers.organizations import organization_type

SOLD = re.compile(r"^No longer owned by")


def load(context: Context) -> None:
    editions = defaultdict(list)
    policy = agency = None
    for row in context.rows("sanctions.csv"):
        if policy is None:
            policy, agency = issue(context, LIST_1260H, row.cite("Start date", "Source Url"))
        start = any_date(row["Start date"])
        if start is None:
            context.reject(row, "'Start date' is no date", row["Start date"])
            continue
        if row["End date"] and any_date(row["End date"]) is None:
            context.reject(row, "'End date' is no date", row["End date"])
            continue
        company = party(context, row)
        editions[company].append((start, any_date(row["End date"]), row))
        if row["Parent Name"]:
            cited = row.cite("Name", "Parent Name", "Note", "Start date", "End date")
            parent = describe(context, row["Parent Name"], row.cite("Parent Name"))
            if parent != company:
                sold = SOLD.match(row["Note"])
                status = "ended" if sold else "stated"
                context.relation(
                    "PART_OF", company, parent, kind="subsidiary", evidence=cited, status=status
                )
    for company, rows in editions.items():
        spans = periods(sorted(rows, key=lambda item: item[0]))
        for period, (start, end, row) in spans:
            context.relation(
                "SANCTIONS",
                agency,
                company,
                list=policy,
                program=f"listed {period}" if len({p for p, _ in spans}) > 1 else None,
                start=start,
                end=end,
                evidence=row.cite("Name", "Start date", "End date", "Note", "Source Url"),
            )


def periods(rows):
    """Pair each (start, end, row), sorted by start, with the start of its period."""
    out, first = [], None
    for item in rows:
        first = first or item[0]
        out.append((first, item))
        if item[1] is not None:
            first = None
    return out


def party(context, row):
    aliases = [*split_list(row["Alias"]), *split_semicolons(row["Previous Name"])]
    cited = row.cite("Name", "Clean Name", "Alias", "Previous Name")
    return describe(context, row["Clean Name"] or row["Name"].rstrip("*"), cited, aliases)


def describe(context, name, cited, aliases=()):
    name, more = split_aliases(name)
    name = re.sub(r"\s*\([^()]*\)\**$", "", name) or name
    kind = organization_type(name, default="Firm")
    return context.entity(kind, name, aliases=[*aliases, *more], evidence=cited)
