"""Denied Persons List of the Bureau of Industry and Security, one row for each address.

A denial order holds from its effective to its expiration date. Rows of one name are one party when
an order was published with the same citation; otherwise they are kept apart by their address.
"""

import re

from aigeo.load import Context
from aigeo.load.helpers.authorities import DENIED_PERSONS_LIST, issue
from aigeo.load.helpers.citations import federal_register
from aigeo.load.helpers.dates import any_date
from aigeo.load.helpers.names import clean, split_aliases
from aigeo.load.helpers.organizations import organization_type
from aigeo.load.helpers.persons import looks_like_person
from aigeo.load.helpers.repeated import keys_apart

PRISON = re.compile(
    r"\b(?:INMATE|REGISTER|REGISTRATION|USM NO|FCI|FMC|USP)\b|PENITENT|CORRECTION", re.I
)
PLACE = ("Street_Address", "City", "State", "Country", "Postal_Code")


def load(context: Context) -> None:
    rows = list(context.rows("dpl.txt"))
    keys = keys_apart(rows, column="Name", same=same_order, key=address)
    policy, agency = issue(
        context, DENIED_PERSONS_LIST, rows[0].cite("FR_Citation", "Effective_Date")
    )
    for row in rows:
        start, end = any_date(row["Effective_Date"]), any_date(row["Expiration_Date"])
        if start is None:
            context.reject(row, "'Effective_Date' is no date", row["Effective_Date"])
            continue
        if row["Expiration_Date"] and end is None:
            context.warn(
                f"row {row.number}: 'Expiration_Date' is no date: {row['Expiration_Date']}"
            )
        name, aliases = split_aliases(clean(row["Name"]))
        kind = organization_type(name)
        if PRISON.search(row["Street_Address"]) or looks_like_person(name, mostly_persons=True):
            kind = "Person"
        country = context.country(home(row), evidence=row.cite("Name", "State", "Country"))
        spot = {} if kind == "Person" else {"address": [address(row)]}
        party = context.entity(
            kind,
            name,
            evidence=row.cite("Name", *PLACE),
            key=keys.get(row.number),
            aliases=aliases,
            countries=[country.removeprefix("cc:")] if country else [],
            **spot,
        )
        context.relation("BASED_IN", party, country, evidence=row.cite("Name", *PLACE))
        context.relation(
            "SANCTIONS",
            agency,
            party,
            list=policy,
            start=start,
            end=end,
            evidence=row.cite("Name", "Effective_Date", "Expiration_Date", "FR_Citation", "Action"),
        )


def address(row):
    return ", ".join(row[c] for c in PLACE if row[c])


def home(row):
    """Give the country; rows with a state of the union leave it empty."""
    return row["Country"] or ("United States" if re.fullmatch("[A-Z]{2}", row["State"]) else "")


def same_order(left, right):
    cited = [{c.text for c in federal_register(r["FR_Citation"])} for r in (left, right)]
    return bool(cited[0] & cited[1]) or address(left) == address(right)
