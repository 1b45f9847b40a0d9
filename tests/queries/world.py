"""A small hand-made world, loaded through the real loading path from three ledgers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from aigeo import load
from aigeo.store import Store

FOLDER = Path(__file__).parent / "world"
AS_OF = "2025-12-31"
"""A day on which most of the world holds."""


def load_world(store: Store) -> None:
    """Load each ledger as a source of its own: `world:ledger-a` and so on."""
    settings = replace(store.settings, extra_loaders=(FOLDER,))
    for ledger in ("ledger-a.csv", "ledger-b.csv", "ledger-c.csv"):
        for report in load.run(store, settings, [str(FOLDER / ledger)], loader="world"):
            assert not report.rejected, report.rejected
