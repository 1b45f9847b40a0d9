"""A first mapping for a table, guessed from its header and first rows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from aigeo.errors import InputError
from aigeo.load.parquet import parquet_columns
from aigeo.load.rows import read_header, read_rows
from aigeo.load.spec import FileSpec
from aigeo.load.table.cells import MISSING, cell_text
from aigeo.load.table.countries import country_of
from aigeo.load.table.dates import read_date
from aigeo.load.table.numbers import read_number
from aigeo.load.table.shape import ROWS, described, shape_of
from aigeo.load.table.values import read_boolean
from aigeo.model.ids import slug
from aigeo.model.vocabulary import vocabulary

LOOKED_AT = 40
LONGEST = 60
SHARE = 0.8
"""Share of filled cells that must be dates (numbers, countries) for a column to be one of them."""
_KINDS = (
    ("Person", r"person|people|individual|director|officer|founder|ceo|chair|minister|scientist"),
    ("Fund", r"fund\b|investor|vc\b|lp\b"),
    ("ResearchOrganization", r"universit|institute|laborator|school|academ"),
    ("Facility", r"facilit|data ?cent(?:er|re)|\bfab\b|plant|site|campus|cluster"),
    ("Chip", r"chip|gpu|accelerator|processor"),
    ("Model", r"\bmodel"),
    ("Dataset", r"dataset"),
    ("Policy", r"policy|policies|law\b|rule|regulation|act\b|statute|bill\b|order\b"),
    ("Agency", r"agency|authority|ministry|department|regulator|bureau|issuer"),
    ("Technology", r"product|goods|technology|material|equipment|item|tool\b"),
    ("Firm", r"compan|firm|organi[sz]ation|entity|entities|employer|owner|parent|subsidiar|"
             r"supplier|vendor|seller|buyer|customer|client|developer|maker|manufacturer|operator|acquirer|"
             r"target|startup|business|issuer|lab\b|name|party|partner|label|applicant|consignee|"
             r"shareholder|gesellschaft|unternehmen|firma|aktionär|société|entreprise|empresa"),
)  # fmt: skip
_ROLES = (
    ("OWNS", "to_main", r"owner|parent|shareholder|holder|aktionär|gesellschafter\b"),
    ("OWNS", "from_main", r"subsidiar|owned|holding"),
    ("INVESTS_IN", "to_main", r"investor|backer|fund\b"),
    ("SUPPLIES", "to_main", r"supplier|vendor|seller"),
    ("SUPPLIES", "from_main", r"customer|buyer|client|purchaser|recipient|consignee"),
    ("WORKS_FOR", "from_main", r"employer|affiliation|compan|organi[sz]ation|firm"),
    ("DEVELOPS", "to_main", r"developer|maker|creator|organi[sz]ation|compan|lab\b|firm"),
    ("MANUFACTURES", "to_main", r"manufacturer|maker|foundry|designer|vendor|compan|firm"),
    ("OPERATES", "to_main", r"operator|owner|compan|firm|tenant"),
    ("ISSUES", "to_main", r"authority|agency|issuer|ministry|regulator|department"),
    ("FOUNDED", "to_main", r"founder"),
    ("ACQUIRES", "to_main", r"acquirer"),
    ("ACQUIRES", "from_main", r"acquired|target"),
    ("PARTNERS_WITH", "from_main", r"partner"),
    ("TRAINED_ON", "from_main", r"chip|gpu|hardware|cluster|dataset"),
)
_PROPERTIES = (
    ("founded", r"found|incorporat|established"), ("released", r"releas|publi|announc"),
    ("birth_date", r"birth|born|dob"), ("effective", r"effective|in force"),
    ("description", r"descri|summary|notes?$|about"), ("website", r"website|url|homepage"),
    ("address", r"address"), ("employees", r"employees|headcount|staff"),
    ("parameters", r"parameters"), ("chip_count", r"chips|gpus|accelerators"),
    ("capacity_mw", r"mw\b|megawatt|power"), ("role", r"role|title|position"),
    ("citation", r"citation"), ("eccn", r"eccn"),
)  # fmt: skip
_NO_NAMES = (
    r"descri|notes?\b|remark|url|website|address|source|id\b|type\b|kind|categor|status|comment|"
    r"confiden|summary|link|countr|nationalit"
)
_QUALIFIERS = (
    ("share", r"share|stake|percent|%|ownership|anteil"),
    ("amount", r"amount|value|size|sum|price|usd"),
    ("currency", r"currency"), ("round", r"round|series|stage"), ("role", r"role|title|position"),
    ("quantity", r"quantit|units|count|number of|shipment"), ("date", r"date|closed|announced"),
    ("program", r"program"), ("start", r"start|since|from|begin|joined|listed|effective|year|date"),
    ("end", r"\bend|until|\bto\b|left|expir|delist|removed"),
)  # fmt: skip


@dataclass(slots=True)
class Column:
    """A column and the texts of its first rows."""

    name: str
    texts: list[str] = field(default_factory=list)

    def mostly(self, read: Callable[[str], object]) -> bool:
        """Tell whether most filled cells can be read in a way."""
        seen = list(dict.fromkeys(self.texts))[:LOOKED_AT]
        # Prose is none of the kinds asked for, and slow to be found so.
        good = sum(len(text) <= LONGEST and _reads(read, text) for text in seen)
        return bool(seen) and good >= SHARE * len(seen)

    def says(self, pattern: str) -> bool:
        """Tell whether the column's name holds one of some words."""
        return re.search(pattern, self.name.replace("_", " "), re.I) is not None

    @property
    def decimal(self) -> str | None:
        """The decimal sign under which most cells are numbers, None where none makes them so."""
        return next((sign for sign, read in _NUMBERS.items() if self.mostly(read)), None)

    @property
    def separator(self) -> str | None:
        """The character at which cells look like lists, if any."""
        for mark in (";", "|"):
            if sum(mark in text for text in self.texts) > 0.1 * len(self.texts):
                return mark
        if self.mostly(_countries) and not self.mostly(country_of):
            return ","
        return None


def _reads(read: Callable[[str], object], text: str) -> bool:
    try:
        return read(text) is not None
    except ValueError:
        return False


def propose(path: Path, name: str, folder: Path) -> str:
    """Give the text of a mapping that loads a table; guesses to be corrected by its reader.

    The mapping will stand in `folder`.
    Raises InputError for a file that is no table.
    """
    spec, columns = _columns(path)
    plain = [c for c in columns if c.texts]
    dates = [c for c in plain if c.mostly(read_date) and not c.mostly(_small)]
    numbers = [c for c in plain if c not in dates and c.decimal is not None]
    countries = [c for c in plain if c.mostly(_countries) and c not in (*dates, *numbers)]
    texts = [c for c in plain if c not in (*dates, *numbers, *countries)]
    named = [c for c in texts if not c.says(_NO_NAMES)
             and not c.mostly(read_boolean) and not c.mostly(_identifier)]  # fmt: skip
    if not named:
        raise InputError("no column of names is found in the table", path=path)
    main = max(named, key=lambda c: (_kind(c) is not None, len(set(c.texts)), -columns.index(c)))
    return _Proposal(
        _seen_from(folder, path), name, spec, columns, main, countries, dates, numbers, named,
    ).text()  # fmt: skip


@dataclass(slots=True)
class _Proposal:
    file: str
    name: str
    spec: FileSpec
    columns: list[Column]
    main: Column
    countries: list[Column]
    dates: list[Column]
    numbers: list[Column]
    texts: list[Column]
    used: set[str] = field(default_factory=set)

    def text(self) -> str:
        kind = _kind(self.main) or "Firm"
        self.used.add(self.main.name)
        lines = ["entities:", "  main:", f"    type: {kind} # others: aigeo schema"]
        lines += [f"    name: {_value(self.main)}"]
        relations: list[str] = []
        others: list[str] = []
        if self.countries and _allows(kind, "BASED_IN", "Country"):
            home = self.countries[0]
            self.used.add(home.name)
            lines.append(f"    countries: {_value(home)}")
            others += ["  country:", "    type: Country", f"    name: {_value(home)}"]
            relations.append("  - {type: BASED_IN, subject: main, object: country}")
        for column in self.texts:
            ends = _relation(kind, column) if column.name not in self.used else None
            if ends is not None:
                relation, subject, object_, other = ends
                self.used.add(column.name)
                handle = _handle(column)
                others += [f"  {handle}:", f"    type: {other}", f"    name: {_value(column)}"]
                subject, object_ = (handle if e == "other" else "main" for e in (subject, object_))
                relations += [f"  - type: {relation}", f"    subject: {subject}",
                              f"    object: {object_}", *self._qualifiers(relation)]  # fmt: skip
        lines += self._properties(kind)
        head = [
            f"name: {self.name}", f"title: {_quoted(self.name.replace('-', ' ').capitalize())}",
            "# publisher: who published it", "# url: https://…", "# licence: CC0-1.0",
            "# published: 2025-01-31", f"file: {_quoted(self.file)}",
        ]  # fmt: skip
        head += described(self.spec)
        left = [c for c in self.columns if c.name and c.name not in self.used]
        if left:
            head.append("ignore: # columns that nothing reads, with the reason")
            head += [f"  {_quoted(c.name)}: not mapped yet{_seen(c)}" for c in left]
        tail = ["relations:", *relations] if relations else []
        return "\n".join([*head, *lines, *others, *tail]) + "\n"

    def _properties(self, kind: str) -> list[str]:
        known = vocabulary().entity_types[kind].properties
        found: dict[str, Column] = {}
        for column in self.columns:
            for prop, pattern in _PROPERTIES:
                free = column.name not in self.used and prop not in found
                if free and prop in known and column.says(pattern) and self._fits(column, prop):
                    found[prop] = column
                    self.used.add(column.name)
        if not found:
            return []
        return ["    properties:", *(f"      {p}: {self._single(c)}" for p, c in found.items())]

    def _single(self, column: Column) -> str:
        if column in self.numbers and column.decimal == ",":
            return f"{{column: {_quoted(column.name)}, decimal: ','}}"
        return _quoted(column.name)

    def _fits(self, column: Column, name: str) -> bool:
        words = vocabulary()
        known = {**words.common, **{n: p for t in words.entity_types.values()
                                    for n, p in t.properties.items()}}  # fmt: skip
        kind = known[name].range if name in known else "string"
        return {"date": column in self.dates, "float": column in self.numbers,
                "integer": column in self.numbers}.get(kind, bool(column.texts))  # fmt: skip

    def _qualifiers(self, relation: str) -> list[str]:
        own = vocabulary().relation_types[relation].qualifiers
        found: dict[str, Column] = {}
        for column in (*self.dates, *self.numbers, *self.texts):
            for name, pattern in _QUALIFIERS:
                dated = name in ("start", "end", "date")
                fits = dated == (column in self.dates)
                fits = fits and (name not in ("share", "amount", "quantity")
                                 or column in self.numbers)  # fmt: skip
                known = name in own or name in ("start", "end")
                free = name not in found and column.name not in self.used
                if known and fits and free and column.says(pattern):
                    found[name] = column
                    self.used.add(column.name)
        lines = [f"    {n}: {self._single(c)}" for n, c in found.items() if n in ("start", "end")]
        rest = {n: c for n, c in found.items() if n not in ("start", "end")}
        if rest:
            lines += [
                "    qualifiers:",
                *(f"      {n}: {self._single(c)}" for n, c in rest.items()),
            ]
        return lines


def _columns(path: Path) -> tuple[FileSpec, list[Column]]:
    spec = shape_of(path)
    columns: dict[str, Column] = {}
    if spec.format == "parquet":
        columns = {name: Column(name) for name in parquet_columns(path)}
    elif spec.format in ("csv", "tsv"):
        columns = {name: Column(name) for name in read_header(path, spec)}
    for row in islice(read_rows(path, spec, set()), ROWS):
        for name, value in _leaves({name: row[name] for name in row}):
            column = columns.setdefault(name, Column(name))
            text = "" if isinstance(value, list) else cell_text(value)
            if text.casefold() not in MISSING:
                column.texts.append(text)
    if not any(c.texts for c in columns.values()):
        raise InputError("the table has no rows", path=path)
    return spec, list(columns.values())


def _leaves(values: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, Any]]:
    """Give the fields of a record, those of objects below the object's name."""
    for name, value in values.items():
        if isinstance(value, dict) and value:
            yield from _leaves(value, f"{above}{name}.")
        else:
            yield f"{above}{name}", value


def _seen_from(folder: Path, path: Path) -> str:
    try:
        return str(path.resolve().relative_to(folder.resolve()))
    except ValueError:
        return str(path.resolve())


def _kind(column: Column) -> str | None:
    return next((kind for kind, pattern in _KINDS if column.says(pattern)), None)


def _relation(main: str, column: Column) -> tuple[str, str, str, str] | None:
    """Give relation, ends ("main", "other") and the type of the other end, where they fit."""
    words = vocabulary().relation_types
    other = _kind(column)
    if other is None:
        return None
    for name, way, pattern in _ROLES:
        ends = (main, other) if way == "from_main" else (other, main)
        if column.says(pattern) and words[name].allows(*ends):
            names = ("main", "other") if way == "from_main" else ("other", "main")
            return name, *names, other
    return None


def _countries(text: str) -> object:
    parts = [part.strip() for part in re.split(r"[;,|]", text)]
    return country_of(text) or all(country_of(part) for part in parts) or None


def _allows(kind: str, relation: str, object_: str) -> bool:
    return vocabulary().relation_types[relation].allows(kind, object_)


def _pointed(text: str) -> object:
    return read_number(text, percent=True)


def _with_comma(text: str) -> object:
    return read_number(text, decimal=",", percent=True)


_NUMBERS: dict[str, Callable[[str], object]] = {".": _pointed, ",": _with_comma}


def _identifier(text: str) -> object:
    return re.fullmatch(r"(?:https?://|wd:|_:).*|Q\d+|[A-Z0-9]{18}\d\d|[A-Z]{2}[A-Z0-9]{9}\d", text)


def _small(text: str) -> object:
    # `2024` is a year, but so might be a count: only plausible years are dates.
    return int(text) if re.fullmatch(r"\d+", text) and not 1500 <= int(text) <= 2100 else None


def _value(column: Column) -> str:
    if column.separator is None:
        return _quoted(column.name)
    return f"{{column: {_quoted(column.name)}, split: {_quoted(column.separator)}}}"


def _handle(column: Column) -> str:
    return slug(column.name).replace("-", "_")[:30]


def _seen(column: Column) -> str:
    example = column.texts[0][:40] if column.texts else ""
    return f" # such as: {example}" if example.isprintable() and example else ""


def _quoted(text: str) -> str:
    if re.fullmatch(r"[^\W\d][\w ()/.-]*(?<! )", text) and text.casefold() not in _WORDS_OF_YAML:
        return text
    return "'" + text.replace("'", "''") + "'"


_WORDS_OF_YAML: Sequence[str] = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
