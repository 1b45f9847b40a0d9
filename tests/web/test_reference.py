"""The reference page is what the API's description says."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.web import reference


def test_the_page_is_fresh(capsys: pytest.CaptureFixture[str]) -> None:
    assert reference.main(["--check"]) == 0, capsys.readouterr().err


def test_a_stale_page_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "docs/reference").mkdir(parents=True)
    monkeypatch.setattr(reference, "_checkout", lambda: tmp_path)
    assert reference.main(["--check"]) == 1
    assert "is stale" in capsys.readouterr().err
    assert reference.main([]) == 0
    assert reference.main(["--check"]) == 0
    text = (tmp_path / reference.PAGE).read_text()
    assert "### GET /api/v1/paths" in text
    assert "### POST /api/v1/cypher" in text
