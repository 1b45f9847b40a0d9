"""Which extractor is used, from options as text, and running it over many documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from aigeo.articles.document import Document
from aigeo.articles.extraction import ExtractedDocument, Extractor
from aigeo.articles.localextractor import LocalExtractor
from aigeo.errors import AigeoError, DocumentError, UsageError

EXTRACTORS = ("local", "llm")
Options = Mapping[str, str]
Result = ExtractedDocument | AigeoError


def extractor_from(options: Options, cache: Path) -> Extractor:
    """The extractor that options name: `extractor` (local or llm) and, for a model, `model`,
    `base-url`, `concurrency` and `requests-per-minute`. Answers of models are kept in `cache`.

    Raises UsageError for options that do not fit, ConfigError without the extra `llm`.
    """
    name = options.get("extractor") or ("llm" if options.get("model") else "local")
    if name == "local":
        return LocalExtractor()
    if name != "llm":
        raise UsageError(f"no extractor is named {name!r}", hint=f"known: {', '.join(EXTRACTORS)}")
    # Imported when asked for: its library is an extra, and slow to import.
    from aigeo.articles.llm import LlmExtractor, LlmOptions

    together = _number(options, "concurrency", 4)
    return LlmExtractor(
        LlmOptions(
            options.get("model", ""),
            base_url=options.get("base-url"),
            cache=cache,
            together=max(1, int(together)),
            per_minute=_number(options, "requests-per-minute", 0) or None,
        )
    )


def version_of(extractor: Extractor) -> str:
    """Name and version, by which a text that was read before is known to need no reading."""
    return f"{extractor.name} {extractor.version}"


def extract_all(
    extractor: Extractor,
    documents: Iterable[Document],
    options: Options,
    notify: Callable[[str], None],
) -> Iterator[tuple[Document, Result]]:
    """Each document with what was found, or with why it could not be read.

    Before a model is asked, `notify` gets an estimate of tokens and cost, and afterwards what was
    used. Raises UsageError when the estimate is above the option `max-cost` (US dollars).
    """
    if isinstance(extractor, LocalExtractor):
        for document in documents:
            yield document, _tried(extractor, document)
        return
    from aigeo.articles.llm import LlmExtractor

    if not isinstance(extractor, LlmExtractor):
        raise TypeError(f"{type(extractor).__name__} is no extractor of aigeo")
    # All are read first, so that the cost is known before anything is spent.
    waiting = list(documents)
    if not waiting:
        return
    estimate = extractor.estimate(waiting)
    notify(f"about to ask {estimate.line()}")
    limit = _number(options, "max-cost", 0)
    if limit:
        if estimate.cost is None:
            raise UsageError("--max-cost cannot be kept: the model's price is not known")
        if estimate.cost > limit:
            raise UsageError(
                f"the estimate of ${estimate.cost:.2f} is above --max-cost {limit:g}; nothing was "
                "asked",
                hint="give fewer documents, a cheaper model or a higher limit",
            )
    try:
        yield from extractor.extract_many(waiting)
    finally:
        notify(f"asked {extractor.usage.line()}")


def _tried(extractor: Extractor, document: Document) -> Result:
    try:
        return extractor.extract(document)
    except DocumentError as error:
        return error


def _number(options: Options, name: str, default: float) -> float:
    text = options.get(name)
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e9:
        raise UsageError(f"{name} is {text!r}, which is no number above 0")
    return number
