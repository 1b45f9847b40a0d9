"""`aigeo extract`: what a text says, without a graph."""

from __future__ import annotations

import glob
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from aigeo.cli.examples import examples_epilog
from aigeo.cli.extractors import as_options, extractor_options, fields_option
from aigeo.cli.output import emit, format_option, note, say, to_json
from aigeo.cli.state import State, pass_state
from aigeo.errors import AigeoError, DocumentError, InputError

if TYPE_CHECKING:
    from aigeo.articles import Document, ExtractedDocument, Extractor

COLUMNS = ("document", "subject", "type", "object", "item", "date", "status", "confidence", "quote")


@click.command(
    short_help="Find entities and relations in texts.",
    epilog=examples_epilog(
        "aigeo extract article.txt",
        "aigeo extract news/*.html --format jsonl > found.jsonl",
        "aigeo extract documents.jsonl --format jsonl",
        "aigeo extract https://example.org/feed.xml --format table",
        "aigeo extract news.jsonl --field text=body --field published=meta.date",
        "aigeo extract article.txt --model anthropic:claude-sonnet-4-6 --compare",
        "pbpaste | aigeo extract - --format table",
    ),
)
@click.argument("files", metavar="FILE…", nargs=-1, required=True)
@fields_option
@extractor_options
@click.option("--compare", is_flag=True, help="Show what the local extractor and the model find.")
@click.option("--estimate", is_flag=True, help="Tell tokens and cost of the model; ask nothing.")
@format_option("auto", "jsonl", "table", "json", "csv")
@click.pass_context
@pass_state
def command(
    state: State,
    ctx: click.Context,
    /,
    files: tuple[str, ...],
    fields: dict[str, str],
    compare: bool,
    estimate: bool,
    format: str,
    **chosen_extractor: str | None,
) -> None:
    """Find entities and relations in texts and print them with their exact quotes.

    FILE is plain text, Markdown, HTML, PDF, e-mail, an RSS or Atom feed, a web archive, JSON lines
    of documents, a folder, a URL, or `-` for stdin. A line of the output is a document with
    `text[start_char:end_char] == quote` for each relation. A file that cannot be read is reported,
    the others are still printed; the exit code is then 1.
    """
    from aigeo.articles.choosing import extract_all, extractor_from

    failures: list[AigeoError] = []
    options = as_options(chosen_extractor)
    if (compare or estimate) and not options.get("model"):
        raise click.UsageError("--compare and --estimate need --model")
    extractor = extractor_from(options, state.settings.cache / "llm")
    documents = _documents(state, files, fields, failures)
    if estimate:
        from aigeo.articles.llm import LlmExtractor

        if isinstance(extractor, LlmExtractor):
            say(extractor.estimate(documents).line())
    elif compare:
        _compare(extractor, list(documents), options, failures, format)
    else:
        _print(_kept(extract_all(extractor, documents, options, note), failures), failures, format)
    if len(failures) == 1 and len(files) == 1:
        raise failures[0]
    for failure in failures:
        note(f"aigeo: {failure}" + (f" ({failure.hint})" if failure.hint else ""))
    if failures:
        ctx.exit(1)


def _documents(
    state: State, files: Sequence[str], fields: dict[str, str], failures: list[AigeoError]
) -> Iterator[Document]:
    from aigeo.articles import Reading, read_documents

    for file, url in _paths(state, files):
        try:
            yield from read_documents(file, Reading(fields, url, failures.append))
        except InputError as error:
            failures.append(error)


def _kept(
    results: Iterable[tuple[Document, ExtractedDocument | AigeoError]], failures: list[AigeoError]
) -> Iterator[ExtractedDocument]:
    for _, result in results:
        if isinstance(result, AigeoError):
            failures.append(result)
        else:
            yield result


def _print(extracted: Iterator[ExtractedDocument], failures: list[AigeoError], format: str) -> None:
    found = (one.to_json() for one in extracted)
    if format in ("table", "csv") or (format == "auto" and sys.stdout.isatty()):
        rows = [row for document in found for row in _rows(document)]
        if rows or not failures:
            emit(rows, "csv" if format == "csv" else "table", COLUMNS)
    elif format == "json":
        emit(found, "json")
    else:
        for document in found:
            sys.stdout.write(to_json(document) + "\n")


def _compare(
    extractor: Extractor,
    documents: list[Document],
    options: dict[str, str],
    failures: list[AigeoError],
    format: str,
) -> None:
    """Print a row a fact that the local extractor or the model found."""
    from aigeo.articles import LocalExtractor
    from aigeo.articles.choosing import extract_all
    from aigeo.articles.comparing import agreement, compare

    local = LocalExtractor()
    by_model = _kept(extract_all(extractor, documents, options, note), failures)
    rows: list[dict[str, Any]] = []
    for theirs in by_model:
        try:
            rows += compare(local.extract(theirs.document), theirs)
        except DocumentError as error:
            failures.append(error)
    emit(rows, format)
    note(agreement(rows))


def _paths(state: State, files: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    """Give files with the address that each was fetched from."""
    for text in files:
        path = Path(text)
        if text == "-" or path.is_file():
            yield text, None
        elif text.startswith(("http://", "https://")):
            from aigeo.load.fetch import fetch

            yield str(fetch(state.settings, text).path), text
        elif path.is_dir():
            yield from ((str(p), None) for p in sorted(path.rglob("*")) if p.is_file())
        elif matches := sorted(glob.glob(text, recursive=True)):  # noqa: PTH207 - absolute too
            yield from ((match, None) for match in matches)
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
