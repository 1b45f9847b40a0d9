"""Exports of `aigeo export ftm`: what each line carries for aigeo is loaded.

A line that was changed since, or that another program added, is rejected: the loader `ftm` reads
what such lines say.
"""

from aigeo.load.helpers.carried import take


def load(context):
    for path, number, line in context.lines("*.ftm.json"):
        take(context, path, number, line, line.get("id"))
