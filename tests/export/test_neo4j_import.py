"""The documented first load: export for neo4j-admin, bulk import, aigeo on what was imported."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from aigeo import neo4j_server
from aigeo.config import Settings
from aigeo.errors import InputError, StoreError
from aigeo.export import export_to
from aigeo.load import run
from aigeo.store import Store, open_store
from tests.export.graphs import ARTICLE, load_hard_graph
from tests.load.sources import snapshot


@pytest.mark.neo4j
def test_a_bulk_import_gives_the_same_graph(embedded: Store, tmp_path: Path):
    load_hard_graph(embedded, tmp_path / "input")
    before = snapshot(embedded)
    export_to(embedded, "neo4j-admin", tmp_path / "bulk")
    home, cache = tmp_path / "neo4j", Settings.from_env().cache
    report = neo4j_server.import_folder(tmp_path / "bulk", home, cache=cache)
    assert "IMPORT DONE" in report
    with pytest.raises(StoreError, match="has a database already"):
        neo4j_server.import_folder(tmp_path / "bulk", home, cache=cache)
    limits = neo4j_server.Limits(heap="512m", page_cache="64m")
    info = neo4j_server.start(home, cache=cache, bolt_port=0, http_port=0, limits=limits)
    try:
        settings = Settings(
            home=tmp_path / "home",
            cache=cache,
            uri=info.uri,
            user=info.user,
            password=info.password,
        )
        with open_store(settings) as store:
            after = snapshot(store)
            assert after["nodes"] == before["nodes"]
            assert after["edges"] == before["edges"]
            constraints = store.read("SHOW CONSTRAINTS YIELD name RETURN collect(name) AS names")
            assert "entity_id" in constraints[0]["names"]
            assert not store.read("MATCH (m:Meta) WHERE m.imported IS NOT NULL RETURN m")
            article = tmp_path / "another.txt"
            article.write_text(ARTICLE.replace("TSMC supplies", "ASML supplies"), encoding="utf-8")
            (loaded,) = run(store, replace(settings), [str(article)])
            assert loaded.added
        with pytest.raises(StoreError, match="runs"):
            neo4j_server.import_folder(tmp_path / "bulk", home, cache=cache)
    finally:
        neo4j_server.stop(home)


def test_a_folder_that_is_no_export_is_refused(tmp_path: Path):
    with pytest.raises(InputError, match="import.args"):
        neo4j_server.import_folder(tmp_path, tmp_path / "home", cache=tmp_path)
