"""An entity whose type a later version, or another source, tells otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

from aigeo.load import run
from aigeo.store import Store

LOADER = """
def load(context):
    for row in context.rows("bodies.csv"):
        ids = {"acme": row["Id"]}
        body = context.entity(row["Type"], row["Name"], evidence=row, external_ids=ids)
        owned = context.entity("Firm", "Nvidia", evidence=row)
        context.relation("OWNS", body, owned, evidence=row)
"""
YAML = """
name: bodies
title: Bodies
files: [{name: bodies.csv, required: [Type, Name, Id]}]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    loader = tmp_path / "loaders" / "bodies"
    loader.mkdir(parents=True)
    (loader / "loader.yaml").write_text(YAML)
    (loader / "loader.py").write_text(LOADER)
    return tmp_path


def load(store: Store, folder: Path, kind: str) -> None:
    from dataclasses import replace

    (folder / "bodies.csv").write_text(f"Type,Name,Id\n{kind},Example Capital,7\n")
    settings = replace(store.settings, extra_loaders=(folder / "loaders",))
    run(store, settings, [str(folder / "bodies.csv")])


def test_a_sibling_type_in_a_new_version(store: Store, folder: Path) -> None:
    for kind in ("Firm", "Fund", "Firm"):
        load(store, folder, kind)
        (row,) = store.read(
            "MATCH (e:Entity {name: 'Example Capital'})-[:OWNS]->(:Firm {name: 'Nvidia'}) "
            "RETURN e.type AS type, labels(e) AS labels"
        )
        assert row["type"] == kind
        assert set(row["labels"]) == {"Entity", "Agent", "Organization", kind}
