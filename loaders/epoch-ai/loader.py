"""Epoch AI: models, ML hardware, GPU clusters, data centres, AI companies, funding rounds.

One module a subject: `models` (with hardware), `facilities` (data centres and clusters),
`companies`.
"""

from aigeo_loaders.epoch_ai.common import RENAMED
from aigeo_loaders.epoch_ai.companies import company, compute_spend, funding, valuations
from aigeo_loaders.epoch_ai.facilities import clusters, data_center
from aigeo_loaders.epoch_ai.models import hardware, model, organizations

from aigeo.load import Context
from aigeo.load.helpers.directory import Directory


def load(context: Context) -> None:
    known = Directory(context, RENAMED)
    models = [*context.rows("notable_ai_models.csv"), *context.rows("frontier_ai_models.csv")]
    organizations(context, known, models)
    names = {row["Model"] for row in models}
    for row in context.rows("ml_hardware.csv"):
        hardware(context, known, row, names)
    for row in models:
        model(context, known, row, names)
    for row in context.rows("ai_companies.csv"):
        company(context, known, row)
    for row in context.rows("data_centers.csv"):
        data_center(context, known, row)
    clusters(context, known, list(context.rows("gpu_clusters.csv")))
    for row in context.rows("ai_companies_compute_spend.csv"):
        compute_spend(context, known, row)
    rounds = list(context.rows("ai_companies_funding_rounds.csv"))
    for row in rounds:
        funding(context, known, row)
    valuations(context, known, rounds)
