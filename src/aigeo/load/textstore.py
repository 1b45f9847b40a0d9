"""Texts of loaded articles, kept on this machine so that quotes can be read in their place.

They stay out of the graph: they are the publishers', and a graph is meant to be passed on.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aigeo.config import Settings

if TYPE_CHECKING:
    from aigeo.articles import Document


class TextStore:
    """A file a text under `AIGEO_HOME/texts`, by the SHA-256 of the text."""

    def __init__(self, settings: Settings) -> None:
        self._folder = settings.home / "texts"
        self._last: tuple[str, dict[str, Any] | None] | None = None

    def keep(self, sha256: str, document: Document) -> None:
        """Keep a document; one that is there stays."""
        path = self._path(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {k: v for k, v in asdict(document).items() if v is not None and k != "origin"}
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=".partial", delete=False) as out:
            out.write(gzip.compress(json.dumps(kept, ensure_ascii=False).encode(), mtime=0))
        Path(out.name).replace(path)

    def document(self, sha256: str | None) -> dict[str, Any] | None:
        """The kept fields of a document (`id`, `text`, …); None where this machine has none."""
        if sha256 is None:
            return None
        if self._last is None or self._last[0] != sha256:
            try:
                kept = json.loads(gzip.decompress(self._path(sha256).read_bytes()))
            except (OSError, ValueError, EOFError):
                kept = None
            self._last = sha256, kept
        return self._last[1]

    def text(self, sha256: str | None) -> str | None:
        """The text alone."""
        kept = self.document(sha256)
        return None if kept is None else str(kept["text"])

    def forget(self, sha256: str) -> None:
        """Remove a text; nothing happens where it is not kept."""
        self._path(sha256).unlink(missing_ok=True)

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.json.gz"
