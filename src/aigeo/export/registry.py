"""Finding export formats by file name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from aigeo.errors import UsageError
from aigeo.export import formats as folder
from aigeo.export.reader import Graph


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write the graph."""

    name: str
    title: str
    suffix: str
    write: Callable[[Graph, BinaryIO], None]
    write_folder: Callable[[Graph, Path], None] | None = None
    files: frozenset[str] = frozenset()
    """Names of the files that `write_folder` makes."""


def format_names() -> tuple[str, ...]:
    """Give the names of all formats, without importing their modules."""
    return tuple(sorted(module.name for module in pkgutil.iter_modules(folder.__path__)))


def get_format(name: str) -> Format:
    """Give one format. Raises UsageError naming those that there are."""
    if name not in format_names():
        raise UsageError(
            f"no export format is named {name!r}", hint=f"known: {', '.join(format_names())}"
        )
    module = importlib.import_module(f"{folder.__name__}.{name}")
    return Format(
        name=name,
        title=module.TITLE,
        suffix=module.SUFFIX,
        write=module.write,
        write_folder=getattr(module, "write_folder", None),
        files=getattr(module, "FILES", frozenset()),
    )
