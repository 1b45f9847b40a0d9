"""Finding export formats by file name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from aigeo.errors import ConfigError, UsageError
from aigeo.export import archive
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
    licence_inside: bool = True
    """Whether the file itself holds licences and credits; if not, a file beside it does."""


def format_names() -> tuple[str, ...]:
    """Give the names of all formats, without importing their modules."""
    modules = pkgutil.iter_modules(folder.__path__)
    return tuple(sorted(module.name.replace("_", "-") for module in modules))


def get_format(name: str) -> Format:
    """Give one format. Raises UsageError naming those that there are."""
    if name not in format_names():
        raise UsageError(
            f"no export format is named {name!r}", hint=f"known: {', '.join(format_names())}"
        )
    module = importlib.import_module(f"{folder.__name__}.{name.replace('-', '_')}")
    parts: tuple[str, ...] | None = getattr(module, "FILES", None)
    if parts is None:
        return Format(
            name=name,
            title=module.TITLE,
            suffix=module.SUFFIX,
            write=module.write,
            licence_inside=getattr(module, "LICENCE_INSIDE", True),
        )
    return Format(
        name=name,
        title=f"{module.TITLE} (a folder or a .zip file)",
        suffix=archive.SUFFIX,
        write=partial(archive.write_zip, parts, module.write_file),
        write_folder=partial(archive.write_folder, parts, module.write_file),
        files=frozenset((*parts, archive.LICENCE)),
    )


def package(name: str, extra: str) -> Any:
    """Import an optional package. Raises ConfigError that says which extra brings it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise ConfigError(
            f"this format needs the package {name.partition('.')[0]}",
            hint=f"pip install 'aigeo[{extra}]'",
        ) from error
