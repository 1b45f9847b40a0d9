"""Exports of `aigeo export kgx` and `kgx-jsonl`: what each line carries for aigeo is loaded.

A line that was changed since, or that another program added, is rejected: the loader `kgx` reads
what such lines say.
"""

from aigeo.errors import InputError
from aigeo.load.exported import parsed, text_lines
from aigeo.load.helpers.carried import KEY, take


def load(context):
    for name in ("*nodes.tsv", "*edges.tsv"):
        for path in context.files(name):
            read_table(context, path)
    for name in ("*nodes.jsonl", "*edges.jsonl"):
        for path, number, line in context.lines(name):
            take(context, path, number, line, line.get("id"))


def read_table(context, path):
    lines = text_lines(path)
    columns = next(lines, (1, ""))[1].rstrip("\n").split("\t")
    for number, text in lines:
        cells = text.rstrip("\n").split("\t")
        if len(cells) != len(columns):
            raise InputError(
                f"{len(cells)} fields where the header has {len(columns)}", path=path, row=number
            )
        row = {column: cell for column, cell in zip(columns, cells, strict=True) if cell}
        if KEY in row:
            row[KEY] = parsed(path, number, row[KEY])
        take(context, path, number, row, row.get("id"))
