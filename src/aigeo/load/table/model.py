"""The mapping language: what a mapping file may say (docs/how-to/map-a-table.md).

Plain text where a value of the row is wanted names a column, text with braces is a template;
plain text where a word of the vocabulary is wanted (a type, a status) is that word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

Scalar = bool | int | float | str
COLUMN_IN_TEMPLATE = re.compile(r"\{([^{}]+)\}")
UTF8 = "utf-8-sig"
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


class Strict(BaseModel):
    """A part of a mapping; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | int | float) else value


def _short_value(value: Any) -> Any:
    if isinstance(value, str):
        return {"template" if COLUMN_IN_TEMPLATE.search(value) else "column": value}
    return {"value": value} if isinstance(value, bool | int | float) else value


def _short_word(value: Any) -> Any:
    return {"value": value} if isinstance(value, str | bool | int | float) else value


def _short_values(value: Any) -> Any:
    return value if isinstance(value, list) else [value]


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class Value(Strict):
    """How a value is read off a row: from where, and in which form it stands there."""

    column: str | None = None
    template: str | None = None
    value: Scalar | None = None
    first: tuple[Annotated[Value, BeforeValidator(_short_value)], ...] = ()
    optional: bool = False
    extract: str | None = None
    split: Texts = ()
    inverted: bool = False
    parallel: Literal["name", "subject", "object"] | None = None
    map: dict[str, Scalar | None] | None = None
    others: Literal["reject", "keep", "drop"] = "reject"
    default: Scalar | None = None
    format: Texts = ()
    decimal: Literal[".", ",", "auto"] = "."
    scale: float = 1.0
    units: dict[str, float] | None = None
    invalid: Literal["drop", "reject"] | None = None

    @cached_property
    def is_plain(self) -> bool:
        """Whether what stands there is taken as it stands."""
        return (
            not self.first and self.template is None and self.map is None and self.default is None
            and self.extract is None and not self.split and not self.inverted
        )  # fmt: skip

    @model_validator(mode="after")
    def _one_origin(self) -> Value:
        given = [k for k in ("column", "template", "value", "first") if k in self.model_fields_set]
        if len(given) != 1:
            raise ValueError("give exactly one of column, template, value, first")
        if self.map is None and "others" in self.model_fields_set:
            raise ValueError("others says what becomes of texts that `map` does not list")
        if self.default is not None and "others" in self.model_fields_set:
            raise ValueError("give default or others, not both")
        return self

    @field_validator("extract")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            groups = re.compile(pattern or "").groups
        except re.error as error:
            raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
        if groups > 1:
            raise ValueError("a pattern takes out one group; make the others (?:…)")
        return pattern

    @field_validator("scale", mode="before")
    @classmethod
    def _scale_word(cls, scale: Any) -> Any:
        return SCALES.get(scale, scale) if isinstance(scale, str) else scale

    def columns(self) -> Iterator[tuple[str, bool]]:
        """Give the columns that this value is read from, and whether each may be missing."""
        if self.column is not None:
            yield self.column, self.optional
        for name in COLUMN_IN_TEMPLATE.findall(self.template or ""):
            yield name, self.optional
        for value in self.first:
            for name, optional in value.columns():
                yield name, optional or self.optional


AValue = Annotated[Value, BeforeValidator(_short_value)]
AWord = Annotated[Value, BeforeValidator(_short_word)]
Values = Annotated[tuple[AValue, ...], BeforeValidator(_short_values)]


class Condition(Strict):
    """A test of one column, or `any`, `all`, `none` of several tests. Case does not count."""

    column: str | None = None
    is_: Scalar | None = Field(None, alias="is")
    in_: tuple[Scalar, ...] | None = Field(None, alias="in")
    not_: Scalar | None = Field(None, alias="not")
    not_in: tuple[Scalar, ...] | None = None
    empty: bool | None = None
    contains: str | None = None
    matches: str | None = None
    at_least: float | str | None = None
    at_most: float | str | None = None
    any: tuple[Condition, ...] | None = None
    all: tuple[Condition, ...] | None = None
    none: tuple[Condition, ...] | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Condition:
        tests = self.model_fields_set - {"column"}
        grouped = tests & {"any", "all", "none"}
        unset = any(getattr(self, test) is None for test in tests)
        alone = bool(grouped) == (self.column is None) and (not grouped or len(tests) == 1)
        if not tests or unset or not alone:
            raise ValueError(
                "a condition is a column with a test (is, in, not, not_in, empty, contains, "
                "matches, at_least, at_most), or one of any, all, none with a list of conditions"
            )
        return self

    @field_validator("matches")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        try:
            re.compile(pattern or "")
        except re.error as error:
            raise ValueError(f"{pattern!r} is not a regular expression: {error}") from error
        return pattern

    def columns(self) -> Iterator[str]:
        """Give the columns that are tested."""
        if self.column is not None:
            yield self.column
        for condition in (*(self.any or ()), *(self.all or ()), *(self.none or ())):
            yield from condition.columns()


Conditions = Annotated[tuple[Condition, ...], BeforeValidator(_short_values)]
"""All must hold."""


class EntityMap(Strict):
    """An entity that a row names; a list in `name` gives several."""

    type: AWord
    name: AValue | None = None
    when: Conditions = ()
    id: AValue | None = None
    key: AValue | None = None
    external_ids: dict[str, AValue] = {}
    aliases: Values = ()
    countries: Values = ()
    generic: bool = False
    properties: dict[str, AValue] = {}
    confidence: AValue | None = None
    required: bool = False
    known: bool = False

    def values(self) -> Iterator[tuple[str, Value]]:
        """Give every value with its place below the entity."""
        yield "type", self.type
        for place in ("name", "id", "key", "confidence"):
            value = getattr(self, place)
            if value is not None:
                yield place, value
        for place in ("external_ids", "properties"):
            for key, value in getattr(self, place).items():
                yield f"{place}.{key}", value
        for place in ("aliases", "countries"):
            for value in getattr(self, place):
                yield place, value


class RelationMap(Strict):
    """A relation between two of the row's entities, by the names the mapping gives them."""

    type: AWord
    subject: str
    object: str
    pair: Literal["all", "position"] = "all"
    when: Conditions = ()
    start: AValue | None = None
    end: AValue | None = None
    status: AWord | None = None
    negated: AWord | None = None
    confidence: AValue | None = None
    attributed_to: str | None = None
    qualifiers: dict[str, AValue] = {}

    def values(self) -> Iterator[tuple[str, Value]]:
        """Give every value with its place below the relation."""
        for place in ("type", "start", "end", "status", "negated", "confidence"):
            value = getattr(self, place)
            if value is not None:
                yield place, value
        for key, value in self.qualifiers.items():
            yield f"qualifiers.{key}", value


class Unpivot(Strict):
    """Columns that are values (`2023`, `2024`): each becomes a row of its own."""

    columns: Texts
    except_: Texts = Field((), alias="except")
    name: str
    value: str


class Each(Strict):
    """A list in a cell, each item of which becomes a row: of JSON, or of text with separators."""

    column: str
    split: Texts = ()


def _short_column(value: Any) -> Any:
    return {"column": value} if isinstance(value, str) else value


class TableMap(Strict):
    """One table: its file, which rows count, and what they say."""

    file: str | None = None
    format: Literal["csv", "tsv", "json", "jsonl", "parquet"] | None = None
    delimiter: str | None = Field(None, min_length=1, max_length=1)
    quotechar: str = Field('"', min_length=1, max_length=1)
    encoding: str = UTF8
    skip_lines: int = Field(0, ge=0)
    header_rows: int = Field(1, ge=1, le=5)
    ragged: Literal["fail", "reject"] = "fail"
    header: tuple[str, ...] | None = None
    records: str | None = None
    ignore: dict[str, str] | tuple[str, ...] = ()
    unique: Texts = ()
    distinct: bool = False
    missing: tuple[Scalar, ...] = ()
    fill: Texts = ()
    where: Conditions = ()
    unpivot: Unpivot | None = None
    each: Annotated[Each | None, BeforeValidator(_short_column)] = None
    entities: dict[str, EntityMap]
    relations: tuple[RelationMap, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> TableMap:
        if self.each is not None and self.unpivot is not None:
            raise ValueError("give each or unpivot, not both")
        return self

    @field_validator("encoding")
    @classmethod
    def _known(cls, encoding: str) -> str:
        try:
            "".encode(encoding)
        except LookupError as error:
            raise ValueError(f"{encoding!r} is no known encoding") from error
        return encoding


class Mapping(Strict):
    """A whole mapping file: the source and its tables."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    title: str
    publisher: str | None = None
    url: str | None = None
    licence: str | None = None
    attribution: str | None = None
    commercial_use: bool | None = None
    published: str | None = None
    updates: str | None = None
    description: str | None = None
    confidence: float = Field(1.0, ge=0, le=1)
    assertions: dict[str, Any] = {}
    tables: tuple[TableMap, ...]
