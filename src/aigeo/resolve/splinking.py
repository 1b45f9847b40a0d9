"""Candidate pairs of a whole graph by Splink: probabilistic linkage without labels.

The model is Fellegi and Sunter's (A theory for record linkage, 1969) as Splink estimates it
(Linacre and others, Splink: free software for probabilistic record linkage at scale, 2022): `u`
from random pairs, `m` by expectation maximisation. Needs the extra `splink`.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from aigeo.errors import ConfigError
from aigeo.model.blocking import GENERIC, acronym, blocks, latin

if TYPE_CHECKING:
    from splink import DuckDBAPI, Linker, SettingsCreator

SEED = 1
"""Of the sample of random pairs; with it the same graph gives the same probabilities."""
LARGEST_BLOCK = 60
"""Things of one block that are compared; a word that more of them share says too little."""
NAMES_COMPARED = 12
RANDOM_PAIRS = 1_000_000
RECALL_OF_EQUAL_CORES = 0.6
"""Part of the true pairs whose telling words are equal (docs/accuracy-resolution.md: aliases)."""
ENOUGH = 50
"""Pairs of equal telling words from which the weights are estimated. With fewer, expectation
maximisation takes any two groups for "one" and "not one", so the weights given here hold."""
_INSTALL = "pip install 'aigeo[splink]'"


@dataclass(frozen=True, slots=True)
class Record:
    """One entity as the model compares it; names are in Latin letters."""

    unique_id: str
    keys: list[str]
    cores: list[str]
    sounds: list[str]
    words: list[str]
    initials: list[str]
    core: str
    """Telling words of its first name."""
    word: str | None
    """The rarest of them, given in `with_rarest_words`."""
    countries: list[str]
    ids: list[str]
    schemes: list[str]
    day: str | None
    """Birth, foundation or release."""
    year: str | None
    days: list[str]
    """Its full date, by which things are blocked."""


def record(
    id: str,
    names: Sequence[str],
    *,
    countries: Iterable[str] = (),
    ids: Iterable[str] = (),
    day: str | None = None,
) -> Record:
    """Describe an entity by its matching keys, the name first."""
    keys = list(dict.fromkeys(latin(key) for key in names))[:NAMES_COMPARED]
    found = [blocks(key) for key in keys]
    external = sorted(ids)
    return Record(
        unique_id=id,
        keys=keys,
        cores=_distinct(b.get("core") for b in found),
        sounds=_distinct(b.get("sound") for b in found),
        words=_distinct(b.get(long) for b in found for long in ("long1", "long2")),
        initials=_distinct((*map(acronym, keys), *(k for k in keys if " " not in k and k))),
        core=found[0].get("core", "") if found else "",
        word=None,
        countries=sorted(countries),
        ids=external,
        schemes=_distinct(i.split(":", 1)[0] for i in external),
        day=day,
        year=day[:4] if day else None,
        days=[day] if day and len(day) == 10 else [],
    )


def _distinct(texts: Iterable[str | None]) -> list[str]:
    return sorted({text for text in texts if text})


def likely_pairs(records: Sequence[Record], threshold: float) -> Iterator[tuple[str, str, float]]:
    """Give (id, id, probability that they are one) from `threshold` on, likeliest first.

    Raises ConfigError where the extra `splink` is not installed.
    """
    api = _database()
    if len(records) < 2:
        return
    rows = [_row(r, word) for r, word in zip(records, _rarest_words(records), strict=True)]
    blocked = ("cores", "sounds", "words", "initials", "ids", "days")
    for column in blocked:
        shared = Counter(text for row in rows for text in row[column])
        for row in rows:
            row[f"by_{column}"] = [t for t in row[column] if 1 < shared[t] <= LARGEST_BLOCK]
    linker = _trained(api, rows, [f"by_{column}" for column in blocked])
    found = linker.inference.predict(threshold_match_probability=threshold)
    pairs = [
        (row["unique_id_l"], row["unique_id_r"], round(float(row["match_probability"]), 4))
        for row in found.as_record_list()
    ]
    yield from sorted(pairs, key=lambda pair: (-pair[2], pair[0], pair[1]))


def _row(record: Record, word: str | None) -> dict[str, Any]:
    return {f.name: getattr(record, f.name) for f in fields(record)} | {"word": word}


def _rarest_words(records: Sequence[Record]) -> Iterator[str | None]:
    common = Counter(word for r in records for word in set(r.core.split()))
    for r in records:
        words = [w for w in r.core.split() if w not in GENERIC] or r.core.split()
        yield min(words, key=lambda w: (common[w], -len(w), w), default=None)


def _database() -> DuckDBAPI:
    try:
        import duckdb
        from splink import DuckDBAPI
    except ImportError as error:
        raise ConfigError(f"Splink is not installed: {error.name}", hint=_INSTALL) from error
    # One thread: sums of floating point numbers then come out the same each time.
    return DuckDBAPI(connection=duckdb.connect(config={"threads": 1}))


def _trained(api: DuckDBAPI, rows: Sequence[Mapping[str, Any]], blocked: Sequence[str]) -> Linker:
    import pyarrow
    from splink import Linker, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    table = pyarrow.Table.from_pylist(list(rows), schema=_schema(rows[0]))
    equal = _equal_cores(rows)
    pairs = len(rows) * (len(rows) - 1) / 2
    prior = min(max(equal, 1) / RECALL_OF_EQUAL_CORES / pairs, 0.5)
    linker = Linker(api.register(table), _settings(blocked, prior), log_level=None)
    if equal >= ENOUGH:
        linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=SEED)
        # Each leaves out what it blocks on: together they train all comparisons.
        for column in ("word", "core"):
            linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    return linker


def _equal_cores(rows: Sequence[Mapping[str, Any]]) -> int:
    """Count the pairs whose telling words are equal, most of which are one thing."""
    bearers = Counter(row["core"] for row in rows if row["core"])
    return sum(n * (n - 1) // 2 for n in bearers.values())


def _schema(row: Mapping[str, Any]) -> Any:
    import pyarrow

    text, texts = pyarrow.string(), pyarrow.list_(pyarrow.string())
    return pyarrow.schema(
        [(name, texts if isinstance(value, list) else text) for name, value in row.items()]
    )


def _settings(blocked: Sequence[str], prior: float) -> SettingsCreator:
    from splink import SettingsCreator, block_on

    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=_comparisons(),
        blocking_rules_to_generate_predictions=[
            block_on(column, arrays_to_explode=[column]) for column in blocked
        ],
        probability_two_random_records_match=prior,
        retain_matching_columns=False,
    )


def _comparisons() -> list[Any]:
    """Give what is compared, with the weights to start from.

    The `m` and `u` here were estimated on the organisations of the audit list, those of dates set
    from days of birth; a graph that is large enough replaces them.
    """
    import splink.comparison_level_library as levels
    from splink.comparison_library import CustomComparison

    def level(sql: str, label: str, m: float, u: float) -> Any:
        return levels.CustomLevel(sql, label).configure(m_probability=m, u_probability=u)

    def otherwise(m: float, u: float) -> Any:
        return levels.ElseLevel().configure(m_probability=m, u_probability=u)

    def common(column: str) -> str:
        return f"list_has_any({column}_l, {column}_r)"

    def alike(least: float, m: float, u: float) -> Any:
        # Splink's own level for lists is written in a lambda syntax that DuckDB 2 refuses.
        nearest = (
            "list_max(flatten(list_transform(keys_l, lambda x: list_transform(keys_r, "
            "lambda y: jaro_winkler_similarity(x, y)))))"
        )
        return level(f"{nearest} >= {least}", f"names alike by {least}", m, u)

    def unknown(column: str) -> Any:
        sql = f"len({column}_l) = 0 OR len({column}_r) = 0"
        return levels.CustomLevel(sql, "unknown").configure(is_null_level=True)

    return [
        CustomComparison(
            output_column_name="writing",
            comparison_levels=[
                unknown("keys"),
                level(common("keys"), "an equal name", 0.45, 0.0003),
                level(common("cores"), "the same telling words", 0.2, 0.0003),
                alike(0.94, 0.12, 0.0003),
                level(common("sounds"), "the same consonants", 0.08, 0.0003),
                alike(0.88, 0.06, 0.002),
                level(common("initials"), "initials of the other", 0.04, 0.002),
                otherwise(0.05, 0.9948),
            ],
        ),
        CustomComparison(
            output_column_name="telling",
            comparison_levels=[
                levels.NullLevel("word"),
                levels.ExactMatchLevel("word").configure(
                    m_probability=0.8, u_probability=0.003, tf_adjustment_column="word"
                ),
                otherwise(0.2, 0.997),
            ],
        ),
        CustomComparison(
            output_column_name="country",
            comparison_levels=[
                unknown("countries"),
                level(common("countries"), "a country in common", 0.95, 0.11),
                otherwise(0.05, 0.89),
            ],
        ),
        CustomComparison(
            output_column_name="identifier",
            comparison_levels=[
                levels.CustomLevel(f"NOT {common('schemes')}", "no scheme in common").configure(
                    is_null_level=True
                ),
                level(common("ids"), "an identifier in common", 0.95, 0.0001),
                otherwise(0.05, 0.9999),
            ],
        ),
        CustomComparison(
            output_column_name="date",
            comparison_levels=[
                levels.NullLevel("year"),
                levels.ExactMatchLevel("day").configure(m_probability=0.75, u_probability=0.0005),
                levels.ExactMatchLevel("year").configure(m_probability=0.15, u_probability=0.02),
                otherwise(0.1, 0.9795),
            ],
        ),
    ]
