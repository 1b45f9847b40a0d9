"""`aigeo extract`: what a text says, without a graph."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.output import emit, format_option, note, to_json
from aigeo.errors import AigeoError, InputError

COLUMNS = ("document", "subject", "type", "object", "item", "date", "status", "confidence", "quote")


@click.command(
    short_help="Find entities and relations in texts.",
    epilog=examples_epilog(
        "aigeo extract article.txt",
        "aigeo extract news/*.html --format jsonl > found.jsonl",
        "aigeo extract documents.jsonl --format jsonl",
        "pbpaste | aigeo extract - --format table",
    ),
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@format_option("auto", "jsonl", "table", "json")
@click.pass_context
def command(ctx: click.Context, files: tuple[str, ...], format: str) -> None:
    """Find entities and relations in texts and print them with their exact quotes.

    FILE is plain text, Markdown, HTML, e-mail, JSON lines of documents, a folder, or `-` for
    stdin. A line of the output is a document with `text[start_char:end_char] == quote` for each
    relation. A file that cannot be read is reported, the others are still printed; the exit code
    is then 1.
    """
    from aigeo.articles import LocalExtractor, read_documents

    extractor = LocalExtractor()
    failures: list[AigeoError] = []

    def extracted() -> Iterator[dict[str, Any]]:
        for file in _paths(files):
            try:
                for document in read_documents(file):
                    yield extractor.extract(document).to_json()
            except AigeoError as error:
                failures.append(error)

    table = format == "table" or (format == "auto" and sys.stdout.isatty())
    if table:
        rows = [row for document in extracted() for row in _rows(document)]
        if rows or not failures:
            emit(rows, "table", COLUMNS)
    elif format == "json":
        emit(extracted(), "json")
    else:
        for document in extracted():
            sys.stdout.write(to_json(document) + "\n")
    if len(failures) == 1 and len(files) == 1:
        raise failures[0]
    for failure in failures:
        note(f"aigeo: {failure}")
    if failures:
        ctx.exit(1)


def _paths(files: Sequence[str]) -> Iterator[str]:
    for text in files:
        path = Path(text)
        if text == "-" or path.is_file():
            yield text
        elif path.is_dir():
            yield from (str(p) for p in sorted(path.rglob("*")) if p.is_file())
        elif matches := sorted(glob.glob(text, recursive=True)):  # noqa: PTH207 - absolute too
            yield from matches
        else:
            raise InputError("no such file or folder", path=text)


def _rows(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    names = {entity["id"]: entity["name"] for entity in document["entities"]}
    for relation in document["relations"]:
        ends = {key: names.get(relation[key], relation[key]) for key in ("subject", "object")}
        item = relation.get("item") or relation.get("destination")
        status = relation["status"] + (", negated" if relation["negated"] else "")
        yield {
            **relation,
            **ends,
            "document": document["id"],
            "item": names.get(item, item),
            "status": status,
        }
