"""Epoch AI's estimates of AI chips by owner, cumulative at the end of each quarter.

A cumulative estimate is superseded by the next one, so only the latest row of an owner and chip
makes facts: the owner USES the chip, and its manufacturer SUPPLIES the owner with it. The 5th and
95th percentiles stay in the evidence beside the median.
"""

from aigeo.load import Context
from aigeo.load.helpers.dates import any_date
from aigeo.load.helpers.directory import Directory
from aigeo.load.helpers.numbers import number, whole

FILES = (
    "nvidia_owners_cumulative_by_chip.csv",
    "amd_owners_cumulative_by_chip.csv",
    "tpu_owners_cumulative_by_chip.csv",
    "trainium_owners_cumulative_by_chip.csv",
    "nvidia_owners_cumulative_totals.csv",
    "nvidia_owners_OTHER_cumulative_totals.csv",
    "named_other_owners_cumulative_totals.csv",
    "*_owners*_cumulative_*.csv",  # of further manufacturers
)
BRANDS = {"Nvidia": "NVIDIA"}
REST = {"Other", "Others"}
UNITS = ("Number of Units (median)", "Number of Units")
LOW, HIGH = "Number of Units (5th percentile)", "Number of Units (95th percentile)"
CITED = (
    "Name",
    "Owner",
    "Chip manufacturer",
    "Chip type",
    "Start date",
    "End date",
    *UNITS,
    LOW,
    HIGH,
    "Compute estimate in H100e (median)",
    "H100e (5th percentile)",
    "H100e (95th percentile)",
)


def load(context: Context) -> None:
    known = Directory(context)
    for file in FILES:
        latest = {}
        for row in context.rows(file):
            end = any_date(row["End date"])
            if row["Owner"] in REST:
                continue  # the remainder of the world, and no owner
            if end is None:
                context.reject(row, "'End date' is no date", row["End date"])
            elif not in_bounds(row):
                context.reject(row, "the median lies outside the percentiles", row["Name"])
            else:
                key = row["Owner"], row["Chip manufacturer"], row["Chip type"]
                latest[key] = max(latest.get(key, (end, row)), (end, row), key=lambda pair: pair[0])
        for _, row in latest.values():
            facts(context, known, row)


def facts(context, known, row):
    cited = row.cite(*CITED)
    maker = row["Chip manufacturer"]
    brand = BRANDS.get(maker, maker)
    supplier = known.organization(maker, row.cite("Chip manufacturer"), "Industry")
    if row["Chip type"]:
        chip = known.mention(
            "Chip", f"{brand} {row['Chip type']}", row.cite("Chip type", "Chip manufacturer"),
            aliases=[row["Chip type"]],
        )  # fmt: skip
        context.relation(
            "DEVELOPS", supplier, chip, evidence=row.cite("Chip manufacturer", "Chip type")
        )
    else:
        chip = known.mention(
            "Chip", f"{brand}: AI chips", row.cite("Chip manufacturer"), generic=True
        )
    owner = owner_of(context, known, row)
    if owner is None:
        return
    units = next((count for count in map(whole, map(row.__getitem__, UNITS)) if count), None)
    context.relation("USES", owner, chip, quantity=units, evidence=cited)
    if owner != supplier:
        context.relation("SUPPLIES", supplier, owner, item=chip, quantity=units, evidence=cited)


def owner_of(context, known, row):
    """Give the owner: a firm, or the country for what its firms own together ("China")."""
    if row["Owner"] == "China":
        return context.country("China", evidence=row.cite("Owner"))
    return known.organization(row["Owner"], row.cite("Owner"), "Industry")


def in_bounds(row):
    """Tell whether the median lies between its percentiles, as far as they are given."""
    low, high = number(row[LOW]), number(row[HIGH])
    median = next((n for n in (number(row[c]) for c in UNITS) if n is not None), None)
    return median is None or not (
        (low is not None and median < low) or (high is not None and median > high)
    )
