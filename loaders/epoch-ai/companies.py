"""AI companies: foundation, computing that they pay for, rounds of funding, valuation."""

import re

from aigeo_loaders.epoch_ai.common import relate

from aigeo.load.helpers.certainty import confidence_of
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.lists import split_list
from aigeo.load.helpers.numbers import positive

_NAME = r"(?:[A-Z][\w&’'-]*)(?: (?:of |& )?[A-Z][\w&’'-]*)*"
INVESTED = re.compile(
    rf"\bled by (?P<lead>{_NAME})|(?P<own>{_NAME}) (?:is investing|invested|led the round)"
    r"|participation from (?:key investors including )?"
    rf"(?P<list>{_NAME}(?:(?:, and|,| and) {_NAME})*)"
)
INVESTOR = re.compile(
    r"\b(?:ventures?|capital|partners|investments|management|holdings?|catalyst|iconiq)\b", re.I
)


def company(context, known, row):
    founded = row.cite("Name", "Founding date", "Product Domain(s)", "Founding source/notes")
    domains = row["Product Domain(s)"].replace(",", ", ")
    firm = known.organization(row["Name"], founded, "Industry")
    context.entity(
        "Firm",
        firm.name,
        evidence=founded,
        founded=iso_date(row["Founding date"]),
        description=f"AI company; products: {domains}" if domains else None,
    )
    lab = known.organization(row["Organization (from Organizations)"], founded, "Industry")
    relate(context, "PART_OF", lab, firm, row.cite("Name", "Organization (from Organizations)"))


def compute_spend(context, known, row):
    year = row["Date"][:4] if row["Period type"] == "Year" else None
    for category in split_list(row["Category"]):
        cited = row.cite(
            "Id", "Company", "Category", "Amount", "Period type", "Date", "Confidence", "Source 1"
        )
        item = known.mention("Technology", category, row.cite("Category"), generic=True)
        relate(
            context,
            "USES",
            known.organization(row["Company"], cited, "Industry"),
            item,
            cited,
            start=year,
            end=year,
            confidence=confidence_of(row["Confidence"]),
        )


def funding(context, known, row):
    """Investors stand in no column: those that the round's id names, else those whom the notes
    say to have led, made or joined it. The amount is known for a sole investor only."""
    if row["Type"] and "Primary" not in row["Type"]:
        context.reject(row, f"no new investment: type {row['Type']!r}")
        return
    cited = row.cite(
        "Id",
        "Company",
        "Status",
        "Close date",
        "Report date",
        "Funding (equity)",
        "Type",
        "Confidence",
        "Notes",
        "Source 1",
    )
    firm = known.organization(row["Company"], cited, "Industry")
    named = {
        n
        for n in known.names("organization")
        if len(n) > 2 and re.search(rf"(?<!\w){re.escape(n)}(?!\w)", row["Id"], re.I)
    }
    investors = {known.find(name) for name in named} - {firm}
    amount = positive(row["Funding (equity)"]) if len(investors) == 1 else None
    if not investors:
        said = [
            name
            for match in INVESTED.finditer(row["Notes"])
            for name in re.split(r",? and |, ", match[match.lastgroup])
        ]
        investors = {
            known.organization(n, cited, "Industry")
            for n in said
            if known.find(n) or INVESTOR.search(n)
        } - {firm}
    if not investors:
        context.reject(row, "neither the id nor the notes name an investor")
    series = re.search(r"Series [A-Z]\+?|\bSeed\b|\bseed\b", row["Id"])
    for investor in sorted(investors):
        relate(
            context,
            "INVESTS_IN",
            investor,
            firm,
            cited,
            amount=amount,
            currency="USD" if amount else None,
            round=series[0] if series else row["Id"],
            date=iso_date(row["Close date"] or row["Report date"]),
            status="stated" if row["Status"] == "Closed" else "planned",
            confidence=confidence_of(row["Confidence"]),
        )


def valuations(context, known, rounds):
    """The latest valuation of each company; its earlier ones are no property of today's firm."""
    latest = {}
    for row in rounds:
        if row["Status"] == "Closed" and positive(row["Valuation (post-money)"]):
            latest[row["Company"]] = max(
                latest.get(row["Company"], row), row, key=lambda row: row["Close date"]
            )
    for name, row in latest.items():
        context.entity(
            "Firm",
            known.organization(name, row.cite("Company")).name,
            evidence=row.cite("Company", "Valuation (post-money)", "Close date"),
            confidence=confidence_of(row["Confidence"]),
            valuation_usd=positive(row["Valuation (post-money)"]),
        )
