"""The gallery notebook runs from top to bottom and shows what it promises."""

from __future__ import annotations

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.docs.runner import REPOSITORY

GALLERY = REPOSITORY / "docs" / "gallery.ipynb"


def test_the_gallery(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AIGEO_")]:
        monkeypatch.delenv(name)
    # The kernel keeps its files apart from those of the person at this machine.
    monkeypatch.setenv("JUPYTER_RUNTIME_DIR", str(tmp_path / "runtime"))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    notebook = nbformat.read(GALLERY, as_version=4)
    nbformat.validate(notebook)
    done = NotebookClient(
        notebook, timeout=300, kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
    ).execute()  # fmt: skip
    shown = [output for cell in done.cells for output in cell.get("outputs", [])]
    assert {"text/html", "image/svg+xml"} <= {
        kind for output in shown for kind in output.get("data", {})
    }
    text = " ".join(str(output.get("data", {}).get("text/plain", "")) for output in shown)
    assert "(True, 0)" in text


def test_the_gallery_is_kept_without_its_output() -> None:
    """Output changes with versions and days, and would be in every difference."""
    for cell in nbformat.read(GALLERY, as_version=4).cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None
