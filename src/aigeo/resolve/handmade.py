"""Small tables that people write or save from a spreadsheet: judgements and aliases as CSV."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from aigeo.errors import InputError

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = ",;\t"
_HINT = "save it as CSV in UTF-8"


@contextmanager
def opened(path: Path) -> Iterator[TextIO]:
    """Open a text that is UTF-8, or UTF-16 with its mark; faults of reading become InputError."""
    try:
        with path.open("rb") as raw:
            encoding = "utf-16" if raw.read(2) in _UTF16 else "utf-8-sig"
        with path.open(encoding=encoding, newline="") as lines:
            yield lines
    except (UnicodeError, csv.Error) as error:
        raise InputError(f"cannot be read: {error}", path=path, hint=_HINT) from error
    except OSError as error:
        raise InputError(f"cannot be read: {error}", path=path) from error


def rows(
    path: Path, lines: TextIO, required: Sequence[str], columns: Sequence[str]
) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Give the rows of a table with a header, from 1 on; separated by commas, semicolons or tabs.

    Raises InputError where a column that is required is missing (the hint lists `columns`) or a
    row is longer than the header.
    """
    header = lines.readline()
    lines.seek(0)
    separator = max(_SEPARATORS, key=header.count)
    reader = csv.DictReader(lines, delimiter=separator)
    reader.fieldnames = [name.strip() for name in reader.fieldnames or ()]
    if missing := [column for column in required if column not in reader.fieldnames]:
        raise InputError(
            f"column {missing[0]!r} is missing", path=path,
            hint=f"the columns are {', '.join(columns)}",
        )  # fmt: skip
    for number, row in enumerate(reader, 1):
        if None in row:
            raise InputError("has more fields than the header", path=path, row=number)
        yield number, row
