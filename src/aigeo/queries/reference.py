"""The reference page of the saved queries, written from their headers.

``python -m aigeo.queries.reference [--check]``; needs a checkout.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from aigeo.errors import AigeoError, QueryError
from aigeo.queries.catalogue import SUFFIX, read
from aigeo.queries.saved import AS_OF, Parameter, SavedQuery
from aigeo.resources import queries_dir

PAGE = Path("docs/reference/queries.md")
PICTURES = Path("docs/reference/pictures/NAME.svg")
"""Where the picture of a query's example stands; drawn by scripts/draw_queries.py."""
COMMAND = "python -m aigeo.queries.reference"
_HEAD = f"""<!-- Generated from queries/ by `{COMMAND}`; do not edit. -->

# Saved queries

Each question is a file in `queries/`, run by `aigeo query NAME` on the embedded engine and on Neo4j
alike; [how to write one](../how-to/write-a-query.md). Entities are given by id or by any name.
Every query also takes `{AS_OF.name}`: {AS_OF.description}. Every row carries its evidence.
The pictures show answers about a small invented world, with which the queries are tested.
"""


def page(queries: Iterable[SavedQuery]) -> str:
    """Give the page in Markdown: a list of all questions, then each with its parts."""
    queries = list(queries)
    lines = [_HEAD, "| query | question |", "|---|---|"]
    lines += [f"| [{q.name}](#{q.name}) | {_cell(q.question)} |" for q in queries]
    for query in queries:
        lines += ["", *_section(query)]
    return "\n".join(lines) + "\n"


def command_line(query: SavedQuery) -> str:
    """Give the shell command that runs the example of the header."""
    parts = [f"-p {shlex.quote(f'{k}={v}')}" for k, v in query.example.items()]
    return " ".join(["aigeo query", query.name, *parts])


def _section(query: SavedQuery) -> Iterator[str]:
    yield f"## {query.name}"
    yield ""
    yield f"{query.question} ([{query.name}{SUFFIX}](../../queries/{query.name}{SUFFIX}))"
    yield ""
    yield "```sh"
    yield command_line(query)
    yield "```"
    yield ""
    picture = PICTURES.with_stem(query.name).relative_to(PAGE.parent)
    yield f"![{query.title}]({picture.as_posix()})"
    yield ""
    if query.parameters:
        yield "| parameter | type | meaning | default |"
        yield "|---|---|---|---|"
        for parameter in query.parameters:
            yield (
                f"| `{parameter.name}` | {_kind(parameter)} | {_cell(parameter.description)} "
                f"| {_default(parameter)} |"
            )
        yield ""
    yield "| column | meaning |"
    yield "|---|---|"
    for name, meaning in query.columns.items():
        yield f"| `{name}` | {_cell(meaning)} |"


def _kind(parameter: Parameter) -> str:
    bounds = [b for b in (parameter.minimum, parameter.maximum) if b is not None]
    if len(bounds) == 2:
        return f"{parameter.type}, {bounds[0]} to {bounds[1]}"
    return f"{parameter.type}, one of {', '.join(parameter.choices)}" if parameter.choices else (
        parameter.type
    )  # fmt: skip


def _default(parameter: Parameter) -> str:
    if parameter.required:
        return "required"
    return "none" if parameter.default is None else f"`{parameter.default}`"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the page, or with `--check` say whether it is fresh; give the exit code."""
    parser = argparse.ArgumentParser(prog=COMMAND, description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when stale")
    options: Mapping[str, Any] = vars(parser.parse_args(arguments))
    try:
        root = _checkout()
        text = page(read(path) for path in sorted(queries_dir().glob(f"*{SUFFIX}")))
    except AigeoError as error:
        print(f"{COMMAND}: {error}", file=sys.stderr)  # noqa: T201 - a program of its own
        return error.exit_code
    target = root / PAGE
    if options["check"]:
        if target.is_file() and target.read_text(encoding="utf-8") == text:
            return 0
        print(f"{PAGE} is stale; run `{COMMAND}`", file=sys.stderr)  # noqa: T201
        return 1
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return 0


def _checkout() -> Path:
    root = queries_dir().parent
    if not (root / "src" / "aigeo").is_dir():
        raise QueryError(f"{root} is not a checkout", hint="clone the repository to write the page")
    return root


if __name__ == "__main__":
    sys.exit(main())
