"""ETO's map of the supply chain of advanced chips: stages, inputs, providers, shares.

`share_of_market` is given for firms and, in rows of their own, for countries; each set adds up to
100 percent, so that a sum over both would count everything twice.
"""

from aigeo.load import Context
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.lists import split_semicolons
from aigeo.load.helpers.numbers import percent

KINDS = {
    "tool_resource": "manufacturing tool",
    "material_resource": "material",
    "process": "process",
    "design_resource": "design resource",
    "ultimate_output": "finished product",
}


def load(context: Context) -> None:
    things = {}
    for row in context.rows("stages.csv"):
        things[row["stage_id"]] = context.entity(
            "Technology",
            row["stage_name"],
            external_ids={"eto": row["stage_id"]},
            description=row["description"],
            evidence=row.cite("stage_id", "stage_name", "description"),
        )
    for row in context.rows("inputs.csv"):
        thing = context.entity(
            "Technology",
            row["input_name"],
            external_ids={"eto": row["input_id"]},
            description=f"{KINDS.get(row['type'], row['type'])}: {row['description']}",
            evidence=row.cite("input_id", "input_name", "type", "description"),
        )
        things[row["input_id"]] = thing
        stage = things.get(row["stage_id"])
        cited = row.cite("input_name", "stage_name", "stage_id")
        context.relation("PART_OF", thing, stage, kind="stage", evidence=cited)
    for row in context.rows("sequence.csv"):
        link(context, row, things, "goes_into", "INPUT_TO")
        link(context, row, things, "is_type_of", "PART_OF", kind="type-of")
    providers = {}
    for row in context.rows("providers.csv"):
        provider = describe(context, row)
        if provider is not None:
            providers[row["provider_id"]] = provider
    rows = list(context.rows("provision.csv"))
    # Firms and countries have rows of their own, of each year; a year's rows add up to 100 %.
    newest = {}
    for row in rows:
        key = of(row, providers)
        newest[key] = max(newest.get(key, ""), row["year"])
    for row in rows:
        provide(context, row, providers, things, newest[of(row, providers)])


def of(row, providers):
    """Give what a share is of: an input, as firms or as countries provide it."""
    provider = providers.get(row["provider_id"])
    return row["provided_id"], provider is not None and provider.type == "Country"


def link(context, row, things, column, relation, **qualifiers):
    """Relate an input to what it goes into or is a type of."""
    if not row[f"{column}_id"]:
        return
    left, right = things.get(row["input_id"]), things.get(row[f"{column}_id"])
    if left is None or right is None:
        context.reject(
            row, "no input has this id", row[f"{column}_id"] if left else row["input_id"]
        )
        return
    cited = row.cite("input_name", "input_id", f"{column}_name", f"{column}_id")
    context.relation(relation, left, right, evidence=cited, **qualifiers)


def describe(context, row):
    """Emit a provider: a firm with its country, or a country; None for "Various companies"."""
    name = row["provider_name"]
    if name.startswith("Various"):
        return None
    if row["provider_type"] == "country":
        return context.country(row["alias"] or name, evidence=row.cite("provider_name", "alias"))
    country = context.country(row["country"], evidence=row.cite("provider_name", "country"))
    firm = context.entity(
        "Firm",
        name,
        aliases=split_semicolons(row["alias"]),
        countries=[country.removeprefix("cc:")] if country else [],
        evidence=row.cite("provider_name", "alias", "provider_type", "country"),
    )
    context.relation("BASED_IN", firm, country, evidence=row.cite("provider_name", "country"))
    return firm


def provide(context, row, providers, things, newest):
    """Emit who provides an input, with the share of a year; an earlier one ends with its year."""
    if row["provider_name"].startswith("Various"):
        return
    provider, thing = providers.get(row["provider_id"]), things.get(row["provided_id"])
    if provider is None or thing is None:
        which = "provided_id" if provider else "provider_id"
        context.reject(row, f"{which!r} is not in the table of its kind", row[which])
        return
    share = percent(row["share_provided"])
    if row["share_provided"] and share is None:
        context.reject(row, "'share_provided' is no share of 0 to 100", row["share_provided"])
        return
    year = iso_date(row["year"])
    if row["year"] and year is None:
        context.reject(row, "'year' is no year", row["year"])
        return
    context.relation(
        "MANUFACTURES",
        provider,
        thing,
        share_of_market=share,
        start=year,
        end=year if row["year"] < newest else None,
        evidence=row.cite("provider_name", "provided_name", "share_provided", "year", "source"),
    )
