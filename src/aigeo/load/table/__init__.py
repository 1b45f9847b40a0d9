"""Tables that a user maps to the vocabulary in YAML, without code (docs/how-to/map-a-table.md)."""

from aigeo.load.table.loader import TableLoader, only_tables, table_loader
from aigeo.load.table.mapping import is_mapping, read_mapping

__all__ = ["TableLoader", "is_mapping", "only_tables", "read_mapping", "table_loader"]
