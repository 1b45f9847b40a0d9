"""Tables are read by the program itself, through a mapping: docs/how-to/map-a-table.md."""

from aigeo.errors import UsageError
from aigeo.load import Context


def load(context: Context) -> None:  # noqa: ARG001 - what every loader takes
    raise UsageError(
        "the loader 'table' needs a mapping",
        hint="aigeo load MAPPING.yaml FILE (docs/how-to/map-a-table.md)",
    )
