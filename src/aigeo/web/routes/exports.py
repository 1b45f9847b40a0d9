"""The graph as a file, sent while it is written."""

from __future__ import annotations

import contextlib
import hashlib
import queue
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import date
from typing import Annotated, Any, BinaryIO, cast

from anyio import to_thread
from fastapi import APIRouter, Depends, Header, Path, Query
from fastapi.responses import Response, StreamingResponse

from aigeo import __version__
from aigeo.errors import NotFoundError, UsageError
from aigeo.export import export_to_stream, format_names, get_format
from aigeo.export.selection import Selection
from aigeo.lookup import state
from aigeo.resolve.find import find
from aigeo.store.store import Store
from aigeo.web.conditional import matches
from aigeo.web.selecting import Confidence
from aigeo.web.service import ServiceOf, words

router = APIRouter(tags=["exports"])

PIECE = 65_536
PIECES_AHEAD = 16
"""Pieces written before the caller has taken the first: what a slow caller costs in memory."""

_MEDIA_TYPES = {
    ".jsonl": "application/x-ndjson",
    ".json": "application/json",
    ".jsonld": "application/ld+json",
    ".graphml": "application/graphml+xml",
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".zip": "application/zip",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@router.get("/exports", summary="The forms in which the graph can be had")
async def formats() -> list[dict[str, Any]]:
    """List the formats."""
    return [
        {"format": name, "title": get_format(name).title, "suffix": get_format(name).suffix}
        for name in format_names()
    ]


class _Chosen:
    """The parameters that choose a part of the graph."""

    def __init__(
        self,
        types: Annotated[
            str,
            Query(
                max_length=2000,
                description="Entity types, separated by commas.",
                examples=["Firm,Chip"],
            ),
        ] = "",
        relations: Annotated[
            str, Query(max_length=2000, description="Relation types, separated by commas.")
        ] = "",
        sources: Annotated[
            str, Query(max_length=4000, description="Ids of sources or names of datasets.")
        ] = "",
        as_of: Annotated[date | None, Query(description="Only what holds on this day.")] = None,
        min_confidence: Confidence = 0.0,
        around: Annotated[
            str | None,
            Query(
                min_length=1,
                max_length=500,
                description="Only what is tied to this entity, an id or any name.",
                examples=["Huawei"],
            ),
        ] = None,
        hops: Annotated[int, Query(ge=0, le=10, description="How far around it.")] = 1,
    ) -> None:
        self._around = around
        self._selection = Selection(
            types=words(types),
            relations=words(relations),
            sources=words(sources),
            as_of=None if as_of is None else as_of.isoformat(),
            min_confidence=min_confidence,
            hops=hops,
        )

    def selection(self, store: Store) -> Selection:
        """Give the selection, the entity resolved. Raises as `aigeo.resolve.find`."""
        if self._around is None:
            return self._selection
        return replace(self._selection, around=find(store, self._around))


@router.get(
    "/exports/{format}",
    summary="The graph, or a part of it, as one file",
    response_class=StreamingResponse,
    responses={
        200: {"content": {"application/octet-stream": {}}, "description": "The file."},
        304: {"description": "The graph is as it was when the caller got this tag."},
    },
)
async def export(
    service: ServiceOf,
    format: Annotated[
        str,
        Path(max_length=100, description="As `/exports` lists it.", examples=["jsonl"]),
    ],
    chosen: Annotated[_Chosen, Depends()],
    if_none_match: Annotated[
        str, Header(max_length=2000, description="Tags of files that the caller has.")
    ] = "",
) -> Response:
    """Send the graph, or the part that the parameters choose.

    The weak `ETag` stands for the state of the graph, so that a caller who has the file is
    answered without writing it again; there is none while a load is being published.
    A file that breaks off ends the connection without a proper end. A format without a place for
    licences and credits has a `Link` to the sources, which have them.
    """
    try:
        wanted = get_format(format)
    except UsageError as error:
        raise NotFoundError(error.message, hint=error.hint) from error
    selection = await service.run(chosen.selection, service.store)

    headers = {"Content-Disposition": f'attachment; filename="aigeo{wanted.suffix}"'}
    if not wanted.licence_inside:
        headers["Link"] = '</api/v1/sources>; rel="license"'
    tag = await service.run(_tag, service.store, format, selection)
    if tag is not None:
        headers |= {"ETag": tag, "Cache-Control": "no-cache"}
        if matches(tag, if_none_match):
            return Response(status_code=304, headers=headers)

    def work(out: BinaryIO) -> None:
        # A connection of its own: the time limit of answers is not for exports.
        with Store(service.store.settings) as store:
            export_to_stream(store, format, out, selection)

    pipe = Pipe(work, service.export_slot())
    pieces = pipe.pieces()
    first = await anext(pieces, b"")  # what fails at once is answered with an error's status
    return StreamingResponse(
        _after(first, pieces),
        media_type=_MEDIA_TYPES.get(wanted.suffix, "application/octet-stream"),
        headers=headers,
    )


def _tag(store: Store, format: str, selection: Selection) -> str | None:
    graph = state(store)
    if graph is None:
        return None
    text = f"{__version__} {format} {selection} {graph}"
    return f'W/"{hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:32]}"'


class Pipe:
    """A file object for a writer in a thread, read in pieces by the answer to a request.

    A reader that goes away makes the writer's next `write` fail, which ends its work.
    """

    def __init__(self, work: Callable[[BinaryIO], None], done: Callable[[], None]) -> None:
        self._pieces: queue.Queue[bytes | BaseException | None] = queue.Queue(PIECES_AHEAD)
        self._gone = threading.Event()
        self._held = bytearray()
        self._work = work
        self._done = done

    def write(self, data: bytes) -> int:
        """Take bytes; waits while the reader is behind. Raises BrokenPipeError when it is gone."""
        if self._gone.is_set():
            raise BrokenPipeError("the caller has gone")
        self._held += data
        if len(self._held) >= PIECE:
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Hand over what is held."""
        if self._held:
            self._put(bytes(self._held))
            self._held.clear()

    def writable(self) -> bool:
        """Say that this is a file for writing."""
        return True

    def _put(self, piece: bytes | BaseException | None) -> None:
        while not self._gone.is_set():
            try:
                return self._pieces.put(piece, timeout=0.2)
            except queue.Full:
                continue
        raise BrokenPipeError("the caller has gone")

    def _write_all(self) -> None:
        try:
            self._work(cast(BinaryIO, self))
            self.flush()
            self._put(None)
        except BrokenPipeError:
            pass
        except BaseException as error:  # noqa: BLE001 - it is raised again where the answer is sent
            with contextlib.suppress(BrokenPipeError):
                self._put(error)
        finally:
            self._done()

    async def pieces(self) -> AsyncIterator[bytes]:
        """Give the bytes in pieces; raises what the writer raised."""
        threading.Thread(target=self._write_all, name="export", daemon=True).start()
        try:
            while True:
                piece = await to_thread.run_sync(self._pieces.get, abandon_on_cancel=True)
                if piece is None:
                    return
                if isinstance(piece, BaseException):
                    raise piece
                yield piece
        finally:
            self._gone.set()
            # Wakes the thread that may still wait for a piece that nobody wants any more.
            with contextlib.suppress(queue.Full):
                self._pieces.put_nowait(None)


async def _after(first: bytes, rest: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    yield first
    async for piece in rest:
        yield piece
