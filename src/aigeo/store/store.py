"""Access to the graph over Bolt, the same for the embedded engine and Neo4j."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

import neo4j
from filelock import FileLock, Timeout
from neo4j import exceptions as bolt

from aigeo.config import Settings
from aigeo.errors import StoreError
from aigeo.store import engine as embedded
from aigeo.store.bulk import Bulk
from aigeo.store.plans import planned_once
from aigeo.store.values import plain

T = TypeVar("T")
Parameters = Mapping[str, Any] | None
Row = dict[str, Any]
REOPEN_ATTEMPTS = 3
REHEARSALS = 3
TURN_SECONDS = 600.0
"""How long a writer of the embedded engine waits for another one to end its batch."""

# The driver warns about labels and properties that no node has yet: normal in an empty graph.
logging.getLogger("neo4j").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Account:
    """Where the graph answers over Bolt, and as whom; `database` None is the server's default."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None


Relabelling = Literal["at once", "labels first", "only more"]
"""How a transaction gives nodes other labels.

The embedded engine fails when one transaction gives labels to a node and takes others from it.
There the new labels are given in a transaction of their own before it; one that is rolled back
in the end leaves the old labels beside the new ones.
"""


class _LabelsFirst(Exception):
    """The work needs these nodes to have these labels before it begins."""

    def __init__(self, ids: list[str], labels: list[str]) -> None:
        super().__init__(f"{len(ids)} nodes need {labels} first")
        self.ids, self.labels = ids, labels


class Transaction:
    """Several statements that take effect together or not at all."""

    def __init__(
        self,
        tx: neo4j.ManagedTransaction | neo4j.Transaction,
        relabelling: Relabelling = "at once",
        *,
        planned: bool = False,
    ) -> None:
        """`planned` tells that the engine keeps plans of statements, as Neo4j does."""
        self._tx = tx
        self._relabelling = relabelling
        self._planned = planned

    def relabel(self, ids: list[str], add: Collection[str], drop: Collection[str]) -> None:
        """Give entities labels and take others from them; the names must be the vocabulary's."""
        if add and drop and self._relabelling == "labels first":
            raise _LabelsFirst(ids, sorted(add))
        if add:
            self.run(_labels("SET", add), {"ids": ids})
        if drop and not (add and self._relabelling == "only more"):
            self.run(_labels("REMOVE", drop), {"ids": ids})

    def run(self, cypher: str, parameters: Parameters = None) -> list[Row]:
        """Run one statement; give its rows with plain values."""
        given = dict(parameters or {})
        if self._planned:
            cypher, given = planned_once(cypher, given)
        return [_row(record) for record in self._tx.run(cypher, given)]


class Store:
    """A connection to the graph; made by `open_store`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.engine = "neo4j" if settings.uri else "embedded"
        self._planned = self.engine == "neo4j"
        self._embedded = None if settings.uri else embedded.Engine(settings.home)
        self._database = settings.database if settings.uri else embedded.DATABASE
        self._address: embedded.Address | None = None
        self._driver = self._connect()
        # One for each thread; a thread that has it may take it again.
        self._writing = FileLock(settings.home / "writing.lock") if self._embedded else None
        self.time_limit: float | None = None
        """Seconds after which Neo4j ends a reading transaction; the embedded engine does not."""

    def read(self, cypher: str, parameters: Parameters = None) -> list[Row]:
        """Run one statement in a read transaction; give its rows.

        Raises StoreError when the engine cannot be reached; errors in the statement itself
        pass as `neo4j.exceptions.Neo4jError`.
        """
        return self.reading(lambda tx: tx.run(cypher, parameters))

    def reading(self, work: Callable[[Transaction], T]) -> T:
        """Run `work`, which only reads, in one transaction; give what it gives.

        Several short questions in a row take half the time of as many transactions. `work` may
        run again after a lost connection. Raises StoreError.
        """
        limited = neo4j.unit_of_work(timeout=self.time_limit)
        return self._run(
            lambda s: s.execute_read(
                limited(lambda tx: work(Transaction(tx, planned=self._planned)))
            )
        )

    def write(self, cypher: str, parameters: Parameters = None) -> list[Row]:
        """Run one statement in a write transaction; give its rows. Raises StoreError."""
        return self.transact(lambda tx: tx.run(cypher, parameters))

    def transact(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction.

        `work` may run again after a conflict or a lost connection, so it must not change
        anything outside the transaction. Raises StoreError.
        """
        how: Relabelling = "at once" if self._embedded is None else "labels first"
        while True:
            try:
                with self._turn():
                    return self._run(
                        lambda s: s.execute_write(
                            lambda tx: work(Transaction(tx, how, planned=self._planned))
                        )
                    )
            except _LabelsFirst as first:
                self.write(_labels("SET", first.labels), {"ids": first.ids})

    @contextmanager
    def bulk(self) -> Iterator[Bulk | None]:
        """Keep all other writers waiting and give the engine's batch API; None where it has none.

        Only the embedded engine has it, in the process that runs it. The caller may use `transact`
        meanwhile. Raises StoreError when another writer does not come to an end.
        """
        if self._embedded is None or not self._embedded.hosting:
            yield None
            return
        with self._turn():
            yield Bulk(self._embedded.database())

    def _turn(self) -> AbstractContextManager[object]:
        if self._writing is None:
            return nullcontext()
        try:
            return self._writing.acquire(timeout=TURN_SECONDS)
        except Timeout as error:
            raise StoreError(
                "another process has been writing to the graph for too long",
                hint="wait for it, or end it if it hangs",
            ) from error

    def rehearse(self, work: Callable[[Transaction], T]) -> T:
        """Run `work` in one write transaction that is always rolled back; give what it gives.

        What `work` writes is seen by its own later statements and by nobody else, and nothing of
        it stays. It may run again after a conflict with another writer. Raises StoreError.
        """

        how: Relabelling = "at once" if self._embedded is None else "only more"

        def rehearsed(session: neo4j.Session) -> T:
            for attempt in range(REHEARSALS):
                with session.begin_transaction(timeout=self.time_limit) as tx:
                    try:
                        return work(Transaction(tx, how, planned=self._planned))
                    except bolt.TransientError:
                        if attempt == REHEARSALS - 1:
                            raise
                    finally:
                        if not tx.closed():
                            tx.rollback()
            raise AssertionError("the last attempt gives or raises")

        return self._run(rehearsed)

    def stream(self, cypher: str, parameters: Parameters = None) -> Iterator[Row]:
        """Give the rows of one read statement one by one, with flat memory. Raises StoreError."""
        with self._session(neo4j.READ_ACCESS, fetch_size=2000) as session:
            try:
                with session.begin_transaction(timeout=self.time_limit) as tx:
                    for record in tx.run(cypher, dict(parameters or {})):
                        yield _row(record)
                    tx.rollback()  # the embedded engine lets a read transaction write
            except (bolt.ServiceUnavailable, bolt.SessionExpired) as error:
                raise StoreError(
                    "the connection to the graph was lost while reading", hint="run it again"
                ) from error

    def explain(self, cypher: str, parameters: Parameters = None) -> str:
        """Give the kind of a statement by the engine's own planner: "r", "w", "rw" or "s"."""

        def work(session: neo4j.Session) -> str:
            with session.begin_transaction() as tx:
                result = tx.run(f"EXPLAIN {cypher}", dict(parameters or {}))
                return str(result.consume().query_type)

        return self._run(work, access=neo4j.READ_ACCESS)

    @property
    def account(self) -> Account:
        """The address and account that this store uses, for other Bolt clients of the same graph.

        Those of the embedded engine are made anew each time a process starts it.
        """
        if self._embedded is not None:
            address = self._address or self._embedded.open()
            return Account(address.uri, address.user, address.password, self._database)
        settings = self.settings
        return Account(str(settings.uri), settings.user, settings.password or "", settings.database)

    def close(self) -> None:
        """Close the connection, and the embedded engine where this process runs it."""
        self._driver.close()
        if self._embedded is not None:
            self._embedded.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _session(self, access: str, fetch_size: int = 1000) -> neo4j.Session:
        return self._driver.session(
            database=self._database, default_access_mode=access, fetch_size=fetch_size
        )

    def _run(self, work: Callable[[neo4j.Session], T], access: str = neo4j.WRITE_ACCESS) -> T:
        attempts = REOPEN_ATTEMPTS if self._embedded is not None else 1
        while True:
            attempts -= 1
            try:
                with self._session(access) as session:
                    return work(session)
            except (bolt.ServiceUnavailable, bolt.SessionExpired, OSError) as error:
                if attempts <= 0:
                    raise StoreError(f"the graph cannot be reached: {error}") from error
                # The process that ran the embedded engine has ended: start it or find it again.
                self._driver.close()
                self._driver = self._connect()
            except (bolt.AuthError, bolt.Forbidden) as error:
                raise _refused(self.settings, error) from error

    def _connect(self) -> neo4j.Driver:
        if self._embedded is not None:
            address = self._address = self._embedded.open()
            uri, user, password = address.uri, address.user, address.password
        else:
            uri, user = str(self.settings.uri), self.settings.user
            password = self.settings.password or ""
        driver = neo4j.GraphDatabase.driver(
            uri,
            auth=(user, password),
            connection_timeout=10,
            # A guest of the embedded engine whose host has ended must not wait long to replace it.
            max_transaction_retry_time=30 if self._embedded is None else 5,
            notifications_min_severity="OFF" if self._embedded is None else None,
        )
        try:
            # An explicit transaction: a managed one would try a dead address for half a minute.
            with (
                driver.session(
                    database=self._database, default_access_mode=neo4j.READ_ACCESS
                ) as session,
                session.begin_transaction() as tx,
            ):
                tx.run("RETURN 1").consume()
        except bolt.AuthError as error:
            driver.close()
            raise _refused(self.settings, error) from error
        except (bolt.ServiceUnavailable, bolt.SessionExpired, OSError, ValueError) as error:
            driver.close()
            raise StoreError(
                f"no graph server answers at {uri}",
                hint="start it, or unset AIGEO_URI to use the embedded engine",
            ) from error
        except bolt.Neo4jError as error:
            driver.close()
            raise StoreError(
                f"the server at {uri} refused: {error.message}",
                hint="check AIGEO_DATABASE",
            ) from error
        return driver


def _labels(clause: str, names: Iterable[str]) -> str:
    return f"UNWIND $ids AS id MATCH (n:Entity {{id: id}}) {clause} n:{':'.join(sorted(names))}"


def _refused(settings: Settings, error: bolt.Neo4jError) -> StoreError:
    return StoreError(
        f"the server at {settings.uri} refused user {settings.user!r}: {error.code}",
        hint="check AIGEO_USER and AIGEO_PASSWORD",
    )


def _row(record: neo4j.Record) -> Row:
    return {key: plain(record[key]) for key in record.keys()}  # noqa: SIM118 - a Record, not a dict
