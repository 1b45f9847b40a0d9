"""The model behind `provider:name`, with its key from the environment and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from aigeo.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from pydantic_ai.models import Model

PROVIDERS: Mapping[str, str] = {"anthropic": "ANTHROPIC_API_KEY", "openai": "OPENAI_API_KEY"}
"""Providers with the variable that holds their key; `openai` serves any server of its form."""
_INSTALL = "pip install 'aigeo[llm]'"


def check_name(name: str | None) -> tuple[str, str]:
    """(provider, model) of `provider:name`. Raises UsageError."""
    provider, _, model = (name or "").partition(":")
    if provider not in PROVIDERS or not model:
        raise UsageError(
            f"{name!r} names no model" if name else "the LLM extractor needs a model",
            hint="give --model anthropic:NAME or --model openai:NAME; with --base-url the latter "
            "asks any server of OpenAI's form",
        )
    return provider, model


def open_model(name: str, base_url: str | None, timeout: float, retries: int) -> Model:
    """The model; must be called in the event loop that uses it.

    The provider's own library repeats requests that were refused for their rate (it waits as long
    as `retry-after` says), timed out or failed in the server. Raises ConfigError without a key or
    without the extra `llm`, UsageError for an unknown provider.
    """
    provider, model = check_name(name)
    variable = PROVIDERS[provider]
    key = os.environ.get(variable)
    if not key:
        if provider == "openai" and base_url is not None:
            key = "none"  # local servers want a key to be sent but do not look at it
        else:
            raise ConfigError(f"{variable} is not set", hint="the key is read from there alone")
    try:
        if provider == "anthropic":
            from anthropic import AsyncAnthropic
            from pydantic_ai.models.anthropic import AnthropicModel
            from pydantic_ai.providers.anthropic import AnthropicProvider

            asked = AsyncAnthropic(
                api_key=key, base_url=base_url, timeout=timeout, max_retries=retries
            )
            return AnthropicModel(model, provider=AnthropicProvider(anthropic_client=asked))
        from openai import AsyncOpenAI
        from pydantic_ai.models.openai import OpenAIChatModel
        from pydantic_ai.providers.openai import OpenAIProvider

        client = AsyncOpenAI(api_key=key, base_url=base_url, timeout=timeout, max_retries=retries)
        return OpenAIChatModel(model, provider=OpenAIProvider(openai_client=client))
    except ImportError as error:
        raise ConfigError(
            f"the LLM extractor is not installed: {error.name}", hint=_INSTALL
        ) from error


def require_installed() -> None:
    """Raise ConfigError where the extra `llm` is not installed."""
    try:
        import pydantic_ai  # noqa: F401
    except ImportError as error:
        raise ConfigError("the LLM extractor is not installed", hint=_INSTALL) from error
