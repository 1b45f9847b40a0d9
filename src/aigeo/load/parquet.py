"""Rows of Parquet files, a batch at a time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from aigeo.errors import ConfigError, InputError

BATCH = 5000


def read_parquet(path: Path) -> Iterator[Mapping[str, Any]]:
    """Give the rows of a Parquet file; dates as ISO text, missing values None.

    Raises ConfigError when pyarrow is not installed, InputError for what is not Parquet.
    """
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise ConfigError(
            "reading Parquet needs pyarrow", hint="pip install 'aigeo[parquet]'"
        ) from error
    try:
        with parquet.ParquetFile(path) as table:
            for batch in table.iter_batches(batch_size=BATCH):
                for row in batch.to_pylist():
                    yield {str(column): plain(value) for column, value in row.items()}
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"not readable as Parquet: {error}", path=path) from error
    except (OverflowError, ValueError) as error:
        raise InputError(
            f"not readable as Parquet: a value is beyond what dates and times hold: {error}",
            path=path,
        ) from error


def parquet_columns(path: Path) -> tuple[str, ...]:
    """Give the names of a Parquet file's columns. Raises ConfigError and InputError."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise ConfigError(
            "reading Parquet needs pyarrow", hint="pip install 'aigeo[parquet]'"
        ) from error
    try:
        return tuple(parquet.read_schema(path).names)
    except (arrow.ArrowException, OSError) as error:
        raise InputError(f"not readable as Parquet: {error}", path=path) from error


def plain(value: Any) -> Any:
    """Turn a value into what JSON has; maps become objects, durations seconds."""
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(timespec="seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, list):
        if value and all(isinstance(item, tuple) for item in value):
            return {str(k): plain(v) for k, v in value}  # a map comes as a list of pairs
        return [plain(v) for v in value]
    return value
