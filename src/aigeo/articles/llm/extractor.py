"""The extractor contract over a large language model, for many documents at once."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aigeo.articles.document import Document
from aigeo.articles.extraction import ExtractedDocument
from aigeo.articles.grounding import Rejected
from aigeo.articles.injection import ADDRESSES_A_MODEL, addressed_to_models
from aigeo.articles.llm.ask import Answered, Asker, Refused
from aigeo.articles.llm.cache import AnswerCache
from aigeo.articles.llm.ground import ground
from aigeo.articles.llm.models import check_name, open_model, require_installed
from aigeo.articles.llm.pace import Pace
from aigeo.articles.llm.parts import OVERLAP, PART, parts
from aigeo.articles.llm.prompt import message, prompt_version
from aigeo.articles.llm.usage import Estimate, Usage, request_tokens
from aigeo.articles.localextractor import used_entities
from aigeo.articles.text import split_sentences
from aigeo.errors import AigeoError, ConfigError, DocumentError

WINDOW = 4
"""Documents under way for each request that may run at once; more would only use memory."""


@dataclass(frozen=True, slots=True)
class LlmOptions:
    """How a model is asked: where, how fast, how long to wait (seconds), and the cache's folder."""

    model: str
    base_url: str | None = None
    cache: Path | None = None
    together: int = 4
    per_minute: float | None = None
    timeout: float = 120.0
    retries: int = 5
    max_tokens: int = 8192
    part: int = PART
    overlap: int = OVERLAP


class LlmExtractor:
    """Asks a model about each part of a document and keeps what stands in the text.

    Raises UsageError for a model's name that is none, ConfigError without the extra `llm`.
    """

    name = "llm"

    def __init__(self, options: LlmOptions) -> None:
        check_name(options.model)
        require_installed()
        self.options = options
        self.usage = Usage(options.model)
        self._cache = AnswerCache(options.cache)

    @property
    def version(self) -> str:
        """Model and prompt, on which the results depend."""
        return f"{self.options.model}/{prompt_version()}"

    def estimate(self, documents: Iterable[Document]) -> Estimate:
        """What extracting these documents will ask for; asks nothing."""
        counts = [0, 0, 0, 0, 0]
        for document in documents:
            counts[0] += 1
            for start, end in self._parts(document):
                counts[1] += 1
                text = message(document, document.text[start:end])
                if self._cache.get(self.options.model, text) is not None:
                    counts[2] += 1
                    continue
                asked, answered = request_tokens(end - start)
                counts[3] += asked
                counts[4] += answered
        return Estimate(self.options.model, *counts)

    def extract(self, document: Document) -> ExtractedDocument:
        """Entities and grounded relations of a document.

        Raises DocumentError where the model cannot be asked or refuses the whole text, ConfigError
        where the key is missing or not accepted.
        """
        ((_, result),) = self.extract_many([document])
        if isinstance(result, AigeoError):
            raise result
        return result

    def extract_many(
        self, documents: Iterable[Document]
    ) -> Iterator[tuple[Document, ExtractedDocument | AigeoError]]:
        """Each document with its result or with what went wrong, in order; several at once.

        Raises ConfigError where no document can be read at all.
        """
        window: list[Document] = []
        for document in documents:
            window.append(document)
            if len(window) >= self.options.together * WINDOW:
                yield from self._extract_window(window)
                window = []
        if window:
            yield from self._extract_window(window)

    def _extract_window(
        self, documents: Sequence[Document]
    ) -> Iterator[tuple[Document, ExtractedDocument | AigeoError]]:
        results = asyncio.run(self._all(documents))
        yield from zip(documents, results, strict=True)

    async def _all(self, documents: Sequence[Document]) -> list[ExtractedDocument | AigeoError]:
        o = self.options
        model = open_model(o.model, o.base_url, o.timeout, o.retries)
        pace = Pace(o.together, o.per_minute)
        asker = Asker(o.model, model, pace, self._cache, self.usage, o.max_tokens)
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(self._one(asker, d)) for d in documents]
        except* ConfigError as errors:
            raise errors.exceptions[0] from None
        return [task.result() for task in tasks]

    async def _one(self, asker: Asker, document: Document) -> ExtractedDocument | AigeoError:
        spans = self._parts(document)
        found = await asyncio.gather(
            *(asker.part(document, span) for span in spans), return_exceptions=True
        )
        answers: Answered = []
        refused: list[Rejected] = []
        for span, result in zip(spans, found, strict=True):
            if isinstance(result, Refused):
                quote = document.text[span[0] : min(span[1], span[0] + 80)]
                refused.append(
                    Rejected("model refused", "", "", "", quote, span[0], span[0] + len(quote))
                )
            elif isinstance(result, DocumentError):
                self.usage.failed += 1
                return result
            elif isinstance(result, BaseException):
                raise result
            else:
                answers += result
        if refused and not answers:
            self.usage.failed += 1
            return DocumentError(
                f"{document.id}: the model refused to read the text", hint="try another model"
            )
        return self._result(document, answers, refused, len(spans))

    def _result(
        self, document: Document, answers: Answered, refused: list[Rejected], spans: int
    ) -> ExtractedDocument:
        addressed = addressed_to_models(document.text)
        grounded = ground(document.text, split_sentences(document.text), answers, addressed)
        flags = (
            *((f"{len(refused)} of {spans} parts refused by the model",) if refused else ()),
            *((ADDRESSES_A_MODEL,) if addressed else ()),
        )
        return ExtractedDocument(
            document,
            used_entities(grounded.entities, grounded.relations),
            grounded.relations,
            self.name,
            self.version,
            [*grounded.rejected, *refused],
            flags,
        )

    def _parts(self, document: Document) -> list[tuple[int, int]]:
        return parts(document.text, self.options.part, self.options.overlap)
