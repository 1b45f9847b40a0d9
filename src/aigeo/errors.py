"""The error tree: everything a user can cause or must be told about."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar


class AigeoError(Exception):
    """Root of all errors that are reported as one message and an exit code.

    ``hint`` says what to do about it; the command line prints it under the message.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, message: str, *, hint: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class UsageError(AigeoError):
    """The command or call was wrong: unknown name, parameter missing or of the wrong type."""

    exit_code: ClassVar[int] = 2


class ConfigError(AigeoError):
    """A setting is missing, unreadable or contradictory."""


class StoreError(AigeoError):
    """The graph store cannot be reached, opened, read or written."""


class SchemaError(AigeoError):
    """Data does not follow the vocabulary, or the vocabulary itself is broken."""


class InputError(AigeoError):
    """An input cannot be used; names the file, and the row and field where known."""

    def __init__(
        self,
        message: str,
        *,
        path: object = None,
        row: int | None = None,
        field: str | None = None,
        hint: str | None = None,
    ) -> None:
        place = [str(path)] if path is not None else []
        if row is not None:
            place.append(f"row {row}")
        if field is not None:
            place.append(f"field {field!r}")
        super().__init__(f"{', '.join(place)}: {message}" if place else message, hint=hint)
        self.path = None if path is None else str(path)
        self.row = row
        self.field = field


class DocumentError(InputError):
    """A document cannot be read: binary, empty, truncated or in no known encoding."""


class LoaderError(AigeoError):
    """A loader is missing, broken, or produced what it must not."""


class AssertionsFailed(LoaderError):
    """A load's counts or fill rates are outside what its loader asserts; nothing was published."""

    def __init__(
        self, message: str, *, failures: Sequence[str] = (), hint: str | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.failures = tuple(failures)


class QueryError(AigeoError):
    """A query is not allowed, does not parse, or failed in the store."""


class NotFoundError(AigeoError):
    """No entity, source, statement or query of that name or id."""


MOST_LISTED = 12
"""Candidates of an ambiguous name that its message lists."""


class AmbiguousNameError(AigeoError):
    """A name stands for several entities; ``candidates`` lists their ids."""

    def __init__(self, name: str, candidates: Sequence[str], *, hint: str | None = None) -> None:
        self.name = name
        self.candidates = tuple(candidates)
        listed = ", ".join(str(candidate) for candidate in self.candidates[:MOST_LISTED])
        if (more := len(self.candidates) - MOST_LISTED) > 0:
            listed += f" and {more} more"
        super().__init__(
            f"{name!r} is ambiguous: {listed}",
            hint=hint or "give one of the ids instead of the name",
        )


class JudgementConflict(AigeoError):
    """Judgements contradict each other; ``conflicts`` says each, and nothing was changed."""

    def __init__(self, conflicts: Sequence[str], *, hint: str | None = None) -> None:
        self.conflicts = tuple(conflicts)
        more = f" (and {len(self.conflicts) - 1} more)" if len(self.conflicts) > 1 else ""
        super().__init__(
            f"judgements contradict each other: {self.conflicts[0]}{more}",
            hint=hint or "undo the one that is wrong: aigeo resolve log, aigeo resolve undo ID",
        )
