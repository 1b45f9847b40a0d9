"""Data centres and GPU clusters: whose they are, who uses them, what stands in them."""

import re
from collections import Counter

from aigeo_loaders.epoch_ai.common import NO_NAMES, relate

from aigeo.load.helpers.certainty import confidence_of, split_tagged
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.lists import split_list
from aigeo.load.helpers.numbers import positive, whole
from aigeo.load.helpers.places import country_in, degrees

# Kinds of users rather than users: "Cloud", "Academic research in Europe", "US Companies".
ANYBODY = re.compile(
    r"\b(?:cloud|azure|academi[ac]|researchers|research|communit(?:y|ies)|industry|sector|client"
    r"|companies|universities|agencies|startups|healthcare|applications|groups|government in)\b"
    r"|^(?:but|and|including|scientists|security)\b|\bSecurity$",
    re.I,
)
US_GOVERNMENT = {"us government", "united states government"}
STATUS = {"Existing": "stated", "Planned": "planned", "Decommissioned": "ended"}


def data_center(context, known, row):
    running = positive(row["Current power (MW)"])
    site = known.describe(
        "Facility",
        row["Title"],
        row.cite(
            "Title",
            "Handle",
            "Address",
            "Latitude",
            "Longitude",
            "Current power (MW)",
            "Current H100 equivalents",
            "Current total capital cost (2025 USD billions)",
        ),
        aliases=[row["Handle"]],
        description=f"data centre, {row['Address']}",
        capacity_mw=running,
        status="existing" if running else "under construction",
        h100_equivalents=positive(row["Current H100 equivalents"]),
        latitude=degrees(row["Latitude"]),
        longitude=degrees(row["Longitude"]),
        cost_usd=(positive(row["Current total capital cost (2025 USD billions)"]) or 0) * 1e9
        or None,
    )
    # Newer editions have a column of the country.
    where = "Country" if row["Country"] else "Address"
    country = row["Country"] or country_in(row["Address"])
    home = (
        context.country(country, evidence=row.cite(where))
        if country
        else context.reject(row, "the address names no country")
    )
    relate(context, "BASED_IN", site, home, row.cite("Title", where))
    for project in tagged(context, row, "Project"):
        whole_project = known.mention("Facility", project.name, row.cite("Project"))
        relate(
            context,
            "PART_OF",
            site,
            whole_project,
            row.cite("Title", "Project"),
            confidence=project.confidence,
        )
    for column, kind in (("Owner", "OWNS"), ("Users", "USES")):
        for body in tagged(context, row, column):
            ref = known.organization(body.name, row.cite(column), "Industry")
            status = "planned" if kind == "USES" and not running else "stated"
            relate(
                context,
                kind,
                ref,
                site,
                row.cite("Title", column),
                confidence=body.confidence,
                status=status,
            )
    for column, item in (
        ("Investors", None),
        ("Construction companies", "construction"),
        ("Energy companies", "electric power"),
    ):
        for body in split_list(row[column]):
            cited = row.cite("Title", column)
            ref, kind = (
                known.organization(body, cited, "Industry"),
                "SUPPLIES" if item else "INVESTS_IN",
            )
            extra = {"item": known.mention("Technology", item, cited, generic=True)} if item else {}
            relate(context, kind, ref, site, cited, **extra)


def tagged(context, row, column):
    """Give the names of a cell with the confidence of their tags; tell of tags that are new."""
    names = split_tagged(row[column])
    for name in names:
        if name.unknown_tag:
            context.warn(f"{row.file}: the tag #{name.unknown_tag} is not known ({column!r})")
    return names


def clusters(context, known, rows):
    repeated = Counter(row["Name"].strip('"') for row in rows)
    twins = Counter()
    sites = {}
    for row in rows:
        name, key = row["Name"].strip('"'), None
        if repeated[name] > 1:  # hundreds of rows are "Anonymized Chinese System"
            key = "|".join(
                row[c]
                for c in (
                    "First Operational Date",
                    "Max OP/s",
                    "Power Capacity (MW)",
                    "Chip quantity (primary)",
                )
            )
            twins[key] += 1
            key += f"|{twins[key]}"
        sites[name] = cluster(context, known, row, name, key)
    for row in rows:
        this = sites[row["Name"].strip('"')]
        for column, inner in (("Builds Upon", False), ("Superseded by", True)):
            for other in split_list(row[column], sites):
                if other in sites:
                    parts = (this, sites[other]) if inner else (sites[other], this)
                    relate(context, "PART_OF", *parts, row.cite("Name", column), kind="phase")
                else:
                    context.reject(row, f"{column!r} names no cluster of this table: {other!r}")


def operational(row):
    """The month or year of first operation: the table's days are mid-month stand-ins unless its
    note repeats the date."""
    note, date = (
        row["First Operational Date Note"].removeprefix("Planned").strip(),
        row["First Operational Date"],
    )
    return iso_date(date[:7] if not note else note[-4:] if note.startswith("Q") else note)


def cluster(context, known, row, name, key):
    sure = confidence_of(row["Certainty"]) * (0.5 if row["Possible Duplicate"] else 1)
    status, since = STATUS.get(row["Status"], "stated"), operational(row)
    until = iso_date(row["Decommissioned Date (if applicable)"])
    site = context.entity(
        "Facility",
        name,
        key=key,
        generic=key is not None,
        confidence=sure,
        evidence=row.cite(
            "Name",
            "Status",
            "Certainty",
            "Possible Duplicate",
            "Location",
            "Total number of AI chips",
            "Power Capacity (MW)",
            "H100 equivalents",
            "16-bit OP/s",
            "Hardware Cost",
            "Source 1",
        ),
        description=f"GPU cluster, {row['Location']}" if row["Location"] else "GPU cluster",
        status=row["Status"].lower(),
        chip_count=whole(row["Total number of AI chips"]),
        capacity_mw=positive(row["Power Capacity (MW)"]),
        h100_equivalents=positive(row["H100 equivalents"]),
        compute_flops=positive(row["16-bit OP/s"]),
        cost_usd=positive(row["Hardware Cost"]),
        opened=since if status != "planned" else None,
    )

    def fact(relation, subject, target, *columns, **more):
        relate(
            context, relation, subject, target, row.cite("Name", *columns), confidence=sure, **more
        )

    held = {"status": status, "start": since, "end": until}
    dates = (
        "Status",
        "First Operational Date",
        "First Operational Date Note",
        "Decommissioned Date (if applicable)",
    )
    if row["Country"]:
        fact(
            "BASED_IN",
            site,
            context.country(row["Country"], evidence=row.cite("Country")),
            "Country",
        )
    sector = "Private" if row["Sector"] == "Private" else ""
    for owner in split_list(row["Owner"]):
        fact(
            "OWNS",
            body(context, known, owner, row.cite("Owner", "Sector"), sector),
            site,
            "Owner",
            *dates,
            **held,
        )
    for user in split_list(row["Users"]):
        if known.find(user) or not (ANYBODY.search(user) or user[:1].islower()):
            fact(
                "USES", body(context, known, user, row.cite("Users")), site, "Users", *dates, **held
            )
    for rank in ("primary", "secondary"):
        chip, count = row[f"Chip type ({rank})"], whole(row[f"Chip quantity ({rank})"])
        item = known.mention("Chip", chip, row.cite(f"Chip type ({rank})")) if chip else None
        fact(
            "USES",
            site,
            item,
            f"Chip type ({rank})",
            f"Chip quantity ({rank})",
            *dates,
            quantity=count,
            **held,
        )
        column = "GPU Supplier (primary)" if rank == "primary" else "GPU supplier (secondary)"
        if row[column] not in NO_NAMES:
            maker = known.organization(row[column], row.cite(column), "Industry")
            fact(
                "SUPPLIES",
                maker,
                site,
                column,
                f"Chip type ({rank})",
                item=item,
                quantity=count,
                status=status,
            )
    return site


def body(context, known, name, evidence, category=""):
    if name.casefold() in US_GOVERNMENT:
        return context.government(
            context.country("United States", evidence=evidence), evidence=evidence
        )
    return known.organization(name, evidence, category)
