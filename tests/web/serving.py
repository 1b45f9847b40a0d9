"""A server in a thread of the test."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from aigeo.store import Store
from aigeo.web import Options, Service, create_app, server
from aigeo.web.audit import Log


@contextmanager
def served(store: Store, options: Options, log: Log | None = None) -> Iterator[str]:
    """Serve a store on a free port; give the address."""
    with server.bound("127.0.0.1", 0) as listener:
        running = server.server(create_app(Service(store, options), log))
        thread = threading.Thread(target=running.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            deadline = time.monotonic() + 20
            while not running.started:
                assert time.monotonic() < deadline, "the server does not start"
                time.sleep(0.01)
            yield server.url_of(listener)
        finally:
            running.should_exit = True
            thread.join(20)
            assert not thread.is_alive(), "the server does not stop"
