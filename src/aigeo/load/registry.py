"""Finding loaders: shipped ones, folders in AIGEO_LOADERS, installed packages."""

from __future__ import annotations

import hashlib
import importlib.util
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from aigeo.config import Settings
from aigeo.errors import LoaderError, NotFoundError
from aigeo.load.spec import LoaderSpec, read_spec
from aigeo.resources import loaders_dir

ENTRY_POINTS = "aigeo.loaders"
HELPERS = Path(__file__).parent / "helpers"
READ_BY = (".py", ".yaml", ".json", ".csv", ".tsv", ".txt")
"""Files of a loader's folder that decide what it makes of its data."""


@dataclass(frozen=True)
class Loader:
    """A folder with `loader.yaml` and `loader.py`."""

    spec: LoaderSpec

    @property
    def name(self) -> str:
        """The loader's name, by which the command line knows it."""
        return self.spec.name

    @cached_property
    def load(self) -> Callable[[Any], None]:
        """The function `load(context)` of `loader.py`. Raises LoaderError.

        The folder is a package, so that a long loader can be split over modules beside
        `loader.py`: `from aigeo_loaders.epoch_ai.models import …`.
        """
        path = self.spec.folder / "loader.py"
        module_name = f"aigeo_loaders.{self.name.replace('-', '_')}"
        module_spec = importlib.util.spec_from_file_location(
            module_name, path, submodule_search_locations=[str(self.spec.folder)]
        )
        if module_spec is None or module_spec.loader is None or not path.is_file():
            raise LoaderError(f"loader {self.name!r}: {path} is missing")
        module = importlib.util.module_from_spec(module_spec)
        # A loader of this name in another folder may have left its modules behind.
        for stale in [m for m in sys.modules if m.startswith(f"{module_name}.")]:
            del sys.modules[stale]
        sys.modules[module_name] = module
        try:
            module_spec.loader.exec_module(module)
        except (ImportError, SyntaxError, NameError) as error:
            raise LoaderError(f"loader {self.name!r}: {path}: {error}") from error
        function = getattr(module, "load", None)
        if not callable(function):
            raise LoaderError(f"loader {self.name!r}: {path} defines no function load(context)")
        return function  # type: ignore[no-any-return]

    @cached_property
    def fingerprint(self) -> str:
        """Hash of the loader's files and of the helpers that loaders share.

        A loader of which either changed reads unchanged data again.
        """
        digest = hashlib.sha256()
        for path in (*sorted(self.spec.folder.glob("*")), *sorted(HELPERS.glob("*"))):
            if path.suffix in READ_BY:
                digest.update(path.name.encode() + b"\0" + path.read_bytes())
        return digest.hexdigest()[:16]


def loaders(settings: Settings) -> dict[str, Loader]:
    """Give all loaders by name; a user's loader replaces a shipped one of its name.

    Raises LoaderError when a `loader.yaml` cannot be used.
    """
    found: dict[str, Loader] = {}
    for folder in (loaders_dir(), *_installed(), *settings.extra_loaders):
        for path in sorted(folder.glob("*/loader.yaml")):
            spec = read_spec(path)
            found[spec.name] = Loader(spec)
    return dict(sorted(found.items()))


def get_loader(settings: Settings, name: str) -> Loader:
    """Give one loader by name. Raises NotFoundError naming those that there are."""
    known = loaders(settings)
    if name not in known:
        raise NotFoundError(f"no loader is named {name!r}", hint=f"known: {', '.join(known)}")
    return known[name]


def _installed() -> Iterator[Path]:
    for point in entry_points(group=ENTRY_POINTS):
        module = point.load()
        yield Path(module.__file__).parent if hasattr(module, "__file__") else Path(str(module))
