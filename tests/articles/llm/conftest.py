from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

import pytest

from aigeo.articles.llm import LlmExtractor, LlmOptions
from tests.articles.llm.server import FakeServer

KEY = "sk-secret-of-the-user-0123456789"
MODELS = {"anthropic": "anthropic:claude-sonnet-4-6", "openai": "openai:gpt-5-mini"}


@pytest.fixture(params=sorted(MODELS))
def provider(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("ANTHROPIC_API_KEY", "OPENAI_API_KEY"):
        monkeypatch.setenv(name, KEY)
    for name in ("ANTHROPIC_BASE_URL", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return request.param


@pytest.fixture
def serve() -> Iterator[Callable[..., FakeServer]]:
    with contextlib.ExitStack() as stack:
        yield lambda replies: stack.enter_context(FakeServer(replies))


@pytest.fixture
def extractor_of(provider: str, tmp_path) -> Callable[..., LlmExtractor]:
    def make(server: FakeServer, **options) -> LlmExtractor:
        options = {"cache": tmp_path / "cache", "timeout": 5.0} | options
        return LlmExtractor(
            LlmOptions(MODELS[provider], base_url=server.base_url(provider), **options)
        )

    return make
