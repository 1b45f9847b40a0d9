"""Apache Parquet files: nodes, edges, statements and sources.

Lists of text are lists; a map, or a list of anything else, is JSON text. Licences and credits stand
in each file's metadata (`aigeo:notices`) too. Needs the package pyarrow (extra `parquet`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any

from aigeo.export.jsontext import line
from aigeo.export.reader import Graph
from aigeo.export.registry import package
from aigeo.export.spool import Kind, Spool, as_text
from aigeo.export.tables import TABLES

TITLE = "Parquet files of nodes, edges, statements and sources"
FILES = tuple(f"{name}.parquet" for name in TABLES)
ROWS_A_GROUP = 20_000
Row = dict[str, Any]


def write_file(graph: Graph, name: str, out: IO[bytes]) -> None:
    """Write one of the tables. Raises ConfigError without the package pyarrow."""
    arrow, parquet = package("pyarrow", "parquet"), package("pyarrow.parquet", "parquet")
    rows, first = TABLES[name.removesuffix(".parquet")]
    with Spool(rows(graph)) as spool:
        columns = spool.columns(first)
        lists = frozenset(c for c, kind in spool.lists().items() if kind == "string")
        types = {"long": arrow.int64(), "double": arrow.float64(), "boolean": arrow.bool_()}
        schema = arrow.schema(
            [
                (
                    column,
                    arrow.list_(arrow.string())
                    if column in lists
                    else types.get(spool.kind(column), arrow.string()),
                )
                for column in columns
            ],
            metadata={"aigeo:notices": line(graph.notices())},
        )
        with parquet.ParquetWriter(arrow.PythonFile(out, mode="w"), schema) as writer:
            for group in _groups(iter(spool)):
                arrays = [
                    arrow.array(_values(group, column, spool.kind(column), column in lists), type)
                    for column, type in zip(columns, schema.types, strict=True)
                ]
                writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))


def _values(rows: Sequence[Row], column: str, kind: Kind, is_list: bool) -> list[Any]:
    values = [row.get(column) for row in rows]
    if is_list:
        return [v if v is None else [_utf8(item) for item in v] for v in values]
    if kind in ("string", "json"):
        return [v if v is None else _utf8(as_text(v)) for v in values]
    if kind == "double":
        return [v if v is None else float(v) for v in values]
    return values


def _utf8(text: str) -> str:
    return text.encode("utf-8", "backslashreplace").decode()


def _groups(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while group := list(islice(rows, ROWS_A_GROUP)):
        yield group
