"""Two ledgers of the world of the saved queries: small, and the same whatever is added there."""

from __future__ import annotations

from dataclasses import replace

from aigeo import load
from aigeo.store import Store
from tests.queries.world import FOLDER

LEDGERS = ("ledger-a.csv", "ledger-b.csv")
AS_OF = "2025-12-31"
"""A day on which most of it holds."""


def load_world(store: Store) -> None:
    """Load both ledgers as two sources, `world:ledger-a` and `world:ledger-b`."""
    settings = replace(store.settings, extra_loaders=(FOLDER,))
    for ledger in LEDGERS:
        for report in load.run(store, settings, [str(FOLDER / ledger)], loader="world"):
            assert not report.rejected, report.rejected
