"""Asking the model about one part of a document: constrained, checked, asked again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aigeo.articles.document import Document
from aigeo.articles.grounding import ADDRESSED
from aigeo.articles.llm.answer import Answer
from aigeo.articles.llm.cache import AnswerCache
from aigeo.articles.llm.ground import complaint, ground
from aigeo.articles.llm.pace import Pace
from aigeo.articles.llm.parts import parts
from aigeo.articles.llm.prompt import instructions, message
from aigeo.articles.llm.usage import Usage
from aigeo.articles.text import split_sentences
from aigeo.errors import AigeoError, ConfigError, DocumentError

if TYPE_CHECKING:
    from pydantic_ai import Agent, RunContext
    from pydantic_ai.messages import ModelMessage
    from pydantic_ai.models import Model

REASKED = 2
"""Times that an answer may be asked for again because it did not hold."""
LEAST_PART = 400
"""Characters below which a part is not cut further when its answer is too long."""

Answered = list[tuple[tuple[int, int], Answer]]


class Refused(Exception):
    """The model or its provider would not read the text."""


@dataclass(slots=True)
class Asker:
    """One model with its pace, cache and count."""

    name: str
    model: Model
    pace: Pace
    cache: AnswerCache
    usage: Usage
    max_tokens: int

    async def part(self, document: Document, span: tuple[int, int]) -> Answered:
        """The answers to one part of a document: one, or several where it had to be cut.

        Raises Refused, ConfigError where the key is not accepted, and DocumentError where the
        server cannot be reached, stays too busy, or gives no usable answer.
        """
        text = message(document, document.text[slice(*span)])
        kept = self.cache.get(self.name, text)
        if kept is not None:
            self.usage.cached += 1
            return [(span, kept)]
        answer = await self._ask(document, span, text)
        if answer is not None:
            self.cache.put(self.name, text, answer)
            return [(span, answer)]
        # The answer did not fit: halves have shorter ones.
        half = (span[1] - span[0]) // 2 + 1
        if half < LEAST_PART:
            raise DocumentError(
                f"{document.id}: the answer to {span[1] - span[0]} characters was cut off",
                hint="use a model with longer answers",
            )
        out: Answered = []
        for start, end in parts(document.text[slice(*span)], half, half // 10):
            out += await self.part(document, (span[0] + start, span[0] + end))
        return out

    async def _ask(self, document: Document, span: tuple[int, int], text: str) -> Answer | None:
        """One answer, None when it was cut off for its length."""
        from pydantic_ai import RunUsage, capture_run_messages
        from pydantic_ai import exceptions as failures

        agent = self._agent(document, span)
        used = RunUsage()
        said: list[ModelMessage] = []
        try:
            async with self.pace.turn():
                with capture_run_messages() as said:
                    result = await agent.run(text, usage=used)
            return result.output
        except failures.OutputTokenLimitExceeded:
            return None
        except failures.ContentFilterError as error:
            raise Refused(str(error)) from error
        except failures.AgentRunError as error:
            ends = {getattr(m, "finish_reason", None) for m in said}
            if "content_filter" in ends:
                raise Refused("the provider marked the answer as a refusal") from error
            if "length" in ends:
                return None
            raise failure_of(document.id, error) from error
        finally:
            self.usage.requests += used.requests
            self.usage.input_tokens += used.input_tokens
            self.usage.output_tokens += used.output_tokens

    def _agent(self, document: Document, span: tuple[int, int]) -> Agent[None, Answer]:
        from pydantic_ai import Agent, ModelRetry, ToolOutput
        from pydantic_ai import RunContext as Context

        agent: Agent[None, Answer] = Agent(
            self.model,
            output_type=ToolOutput(Answer, name="extracted", description="Give what was found."),
            instructions=instructions(),
            deps_type=type(None),
            retries=REASKED,
            model_settings={"max_tokens": self.max_tokens},
        )
        sentences = split_sentences(document.text)

        def hold(ctx: RunContext[None], answer: Answer) -> Answer:
            """Ask again while something does not hold; the last answer is taken as it is."""
            bad = ground(document.text, sentences, [(span, answer)]).rejected
            bad = [r for r in bad if r.reason != ADDRESSED]
            if bad and ctx.retry < ctx.max_retries:
                raise ModelRetry(complaint(bad))
            return answer

        hold.__annotations__["ctx"] = Context[None]  # imported late; pydantic-ai looks at it
        agent.output_validator(hold)
        return agent


def failure_of(document: str, error: Exception) -> AigeoError:
    """The error to tell the user for one of pydantic-ai's; never with a key or the text in it."""
    from pydantic_ai import exceptions as failures

    resume = "run it again: finished parts are in the cache and are not paid for twice"
    if isinstance(error, failures.ModelAuthenticationError):
        return ConfigError("the provider does not accept the key", hint="check the key's variable")
    if isinstance(error, failures.ModelHTTPError):
        if error.status_code in (401, 403):
            return ConfigError("the provider does not accept the key", hint="check the variable")
        if error.status_code == 404:
            return ConfigError("the provider knows no such model or address (404)")
        what = (
            "asks to slow down (429)"
            if error.status_code == 429
            else f"answered {error.status_code}"
        )
        return DocumentError(f"{document}: the provider {what}", hint=resume)
    if isinstance(error, failures.ModelConnectionError | failures.ModelRequestTimeout):
        return DocumentError(
            f"{document}: the provider did not answer in time or at all", hint=resume
        )
    if isinstance(error, failures.UnexpectedModelBehavior):
        return DocumentError(
            f"{document}: the model gave no answer in the asked form", hint="try another model"
        )
    return DocumentError(f"{document}: the model could not be asked", hint=resume)
