"""Folders shipped with the program: schema, loaders, saved queries.

The wheel holds them under ``aigeo/data``; a checkout holds them at the repository root.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from aigeo.errors import ConfigError

_PACKAGE = Path(__file__).resolve().parent


@cache
def base_dir() -> Path:
    """Return the folder that holds ``schema/``, ``loaders/`` and ``queries/``.

    Raises ConfigError when neither an installed nor a checkout layout is found.
    """
    for candidate in (_PACKAGE / "data", _PACKAGE.parent.parent):
        if (candidate / "schema").is_dir():
            return candidate
    raise ConfigError(
        f"the schema, loaders and queries folders are missing beside {_PACKAGE}",
        hint="reinstall aigeo, or run it from a complete checkout",
    )


def schema_dir() -> Path:
    """Return the folder of LinkML sources; generated files are in its ``generated/``."""
    return base_dir() / "schema"


def loaders_dir() -> Path:
    """Return the folder of shipped loaders, one sub-folder a source."""
    return base_dir() / "loaders"


def queries_dir() -> Path:
    """Return the folder of shipped saved queries, one ``.cypher`` file a question."""
    return base_dir() / "queries"
