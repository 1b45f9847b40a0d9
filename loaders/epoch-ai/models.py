"""Models, the organisations behind them, and the hardware that they are trained on.

The designer of a chip (`Manufacturer`) DEVELOPS it and the `Foundry` MANUFACTURES it: the table's
"manufacturer" is the brand, and leverage over supply sits with the foundry.
"""

from aigeo_loaders.epoch_ai.common import NO_NAMES, relate

from aigeo.load.helpers.certainty import confidence_of
from aigeo.load.helpers.dates import iso_date
from aigeo.load.helpers.lists import split_list
from aigeo.load.helpers.numbers import positive, whole

WEIGHTS = {"Open": "open", "API": "api", "Hosted": "api", "Unreleased": "closed"}
# 16 bit first, the highest precision where the table has no figure for 16 bit.
FLOPS = (
    "Tensor-FP16/BF16 performance (FLOP/s)",
    "FP16 (half precision) performance (FLOP/s)",
    "FP64 (double precision) performance (FLOP/s)",
    "FP32 (single precision) performance (FLOP/s)",
)


def organizations(context, known, models):
    """Read off each organisation's category and countries.

    Rows of one organisation decide. The parallel lists of the others drop repeated values, so
    they count only where they are as long as the organisations and agree with what is known.
    """
    columns = ("Organization", "Organization categorization", "Country (of organization)")
    homes = {}
    for row in sorted(models, key=lambda row: len(split_list(row["Organization"])) > 1):
        names = split_list(row[columns[0]])
        kinds, places = (row[c].split(",") for c in columns[1:])
        if len(kinds) == len(names):
            for name, kind in zip(names, kinds, strict=True):
                known.categories.setdefault(name, kind)
        lists = [places] if len(names) == 1 else [[place] for place in places]
        if len(lists) != len(names) or any(
            homes.get(n, p) != p for n, p in zip(names, lists, strict=True)
        ):
            continue
        for name, where in zip(names, lists, strict=True):
            if name not in homes:
                homes[name] = where
                found = [
                    context.country(p, evidence=row.cite(columns[2]))
                    for p in where
                    if p not in NO_NAMES
                ]
                seats = [country for country in found if country]
                codes = [seat.removeprefix("cc:") for seat in seats]
                group = known.organization(name, row.cite(*columns[:2]), countries=codes)
                for seat in seats:
                    relate(context, "BASED_IN", group, seat, row.cite(*columns))


def hardware(context, known, row, models):
    chip = known.describe(
        "Chip",
        row["Hardware name"],
        row.cite(
            "Hardware name",
            "Type",
            "Process size (nm)",
            "Memory size per board (Byte)",
            "Release date",
            *FLOPS,
            "Memory bandwidth (byte/s)",
            "TDP (W)",
            "Release price (USD)",
            "Link to datasheet",
        ),
        description=row.get("Type"),
        released=iso_date(row["Release date"]),
        process_nm=positive(row["Process size (nm)"]),
        memory_bytes=positive(row["Memory size per board (Byte)"]),
        memory_bandwidth=positive(row["Memory bandwidth (byte/s)"]),
        price_usd=positive(row["Release price (USD)"]),
        tdp_watts=positive(row["TDP (W)"]),
        flops=next((value for value in (positive(row[c]) for c in FLOPS) if value), None),
    )
    for column, kind in (("Manufacturer", "DEVELOPS"), ("Foundry", "MANUFACTURES")):
        for name in split_list(row[column]):
            maker = known.organization(name, row.cite(column), "Industry")
            relate(context, kind, maker, chip, row.cite("Hardware name", column))
    for name in split_list(row["ML models"], models):
        evidence = row.cite("Hardware name", "ML models")
        relate(context, "TRAINED_ON", known.mention("Model", name, evidence), chip, evidence)


def model(context, known, row, models):
    name, released = row["Model"], iso_date(row["Publication date"])
    access = row["Model accessibility"].split(" ")[0]
    this = known.describe(
        "Model",
        name,
        row.cite("Model", "Publication date", "Model accessibility", "Domain", "Task", "Link"),
        description=", ".join(split_list(row["Task"])),
        domains=split_list(row["Domain"]),
        released=released,
        weights_access=WEIGHTS.get(access),
    )
    figures = {
        "parameters": positive(row["Parameters"]),
        "training_flop": positive(row["Training compute (FLOP)"]),
        "training_cost_usd": positive(row["Training compute cost (2023 USD)"]),
    }
    if any(figures.values()):
        cited = row.cite(
            "Model",
            "Parameters",
            "Training compute (FLOP)",
            "Training compute cost (2023 USD)",
            "Confidence",
        )
        known.describe("Model", name, cited, confidence=confidence_of(row["Confidence"]), **figures)
    developers = [
        known.organization(o, row.cite("Organization")) for o in split_list(row["Organization"])
    ]
    for developer in developers:
        relate(
            context,
            "DEVELOPS",
            developer,
            this,
            row.cite("Organization", "Model", "Publication date"),
            start=released,
        )
    chips = split_list(row["Training hardware"], known.names("Chip"))
    for chip in chips:
        ref = known.mention("Chip", chip, row.cite("Training hardware"))
        cited = row.cite("Model", "Training hardware", "Hardware quantity", "Training time (hours)")
        count = whole(row["Hardware quantity"]) if len(chips) == 1 else None
        relate(
            context,
            "TRAINED_ON",
            this,
            ref,
            cited,
            quantity=count,
            hours=positive(row["Training time (hours)"]),
        )
    for data in split_list(row["Training dataset"]):
        if data not in NO_NAMES:
            ref = known.mention("Dataset", data, row.cite("Training dataset"))
            relate(context, "TRAINED_ON", this, ref, row.cite("Model", "Training dataset"))
    for base in split_list(row["Base model"], models):
        cited = row.cite("Model", "Base model", "Finetune compute (FLOP)")
        method = "fine-tune" if positive(row["Finetune compute (FLOP)"]) else None
        relate(
            context,
            "DERIVED_FROM",
            this,
            known.mention("Model", base, row.cite("Base model")),
            cited,
            method=method,
        )
    place = row["Training data center"].split(", Paper on")[0]
    if place.endswith(".") or '"' in place or len(place.split()) > 8:
        context.reject(row, f"'Training data center' holds a remark, not a name: {place[:50]!r}")
    elif place:
        cited = row.cite("Model", "Training data center")
        relate(context, "TRAINED_ON", this, known.mention("Facility", place, cited), cited)
    for vendor in split_list(row["Training cloud compute vendor"]):
        cited = row.cite("Model", "Organization", "Training cloud compute vendor")
        item = known.mention("Technology", "cloud compute", cited, generic=True)
        for developer in developers:
            relate(
                context,
                "SUPPLIES",
                known.organization(vendor, cited, "Industry"),
                developer,
                cited,
                item=item,
            )
