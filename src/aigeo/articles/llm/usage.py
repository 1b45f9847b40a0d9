"""Tokens and money: estimated before, counted after."""

from __future__ import annotations

from dataclasses import dataclass

from aigeo.articles.llm.prompt import instructions

CHARACTERS_PER_TOKEN = 4
"""For English, by the providers' own rule of thumb."""
OUTPUT_SHARE = 0.7
"""Tokens of an answer for one of the text: names, quotes and JSON around them."""


@dataclass(slots=True)
class Usage:
    """What was asked of a model; `cost` is in US dollars, None when the price is not known.

    `cached` counts parts that were answered from the cache, for nothing.
    """

    model: str
    requests: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached: int = 0
    failed: int = 0

    @property
    def cost(self) -> float | None:
        """US dollars by the price list of genai-prices; None for a model that it lacks."""
        return price(self.model, self.input_tokens, self.output_tokens)

    def line(self) -> str:
        """For people."""
        text = (
            f"{self.model}: {self.requests} requests, {self.input_tokens:,} tokens in, "
            f"{self.output_tokens:,} out, {dollars(self.cost)}"
        )
        return f"{text}; {self.cached} parts from the cache" if self.cached else text


@dataclass(frozen=True, slots=True)
class Estimate:
    """What extracting some documents will ask for, parts in the cache left out."""

    model: str
    documents: int
    parts: int
    cached: int
    input_tokens: int
    output_tokens: int

    @property
    def cost(self) -> float | None:
        """US dollars, without re-asking; None where the price is not known."""
        return price(self.model, self.input_tokens, self.output_tokens)

    def line(self) -> str:
        """For people."""
        return (
            f"{self.model}: {self.documents} documents in {self.parts} parts ({self.cached} in "
            f"the cache), about {self.input_tokens:,} tokens in and {self.output_tokens:,} out, "
            f"{dollars(self.cost)}"
        )


def tokens(characters: int) -> int:
    """Tokens of a text of so many characters, roughly."""
    return -(-characters // CHARACTERS_PER_TOKEN)


def request_tokens(characters: int) -> tuple[int, int]:
    """(in, out) of one request for a part of so many characters, roughly."""
    return tokens(len(instructions()) + 4000 + characters), int(tokens(characters) * OUTPUT_SHARE)


def price(model: str, input_tokens: int, output_tokens: int) -> float | None:
    """US dollars for a model `provider:name` by genai-prices' list, None when it lacks it."""
    from genai_prices import Usage as Counted
    from genai_prices import calc_price

    provider, _, name = model.partition(":")
    try:
        counted = Counted(input_tokens=input_tokens, output_tokens=output_tokens)
        return float(calc_price(counted, model_ref=name, provider_id=provider).total_price)
    except LookupError:
        return None


def dollars(cost: float | None) -> str:
    """A sum for people."""
    return "price not known" if cost is None else f"${cost:,.4f}" if cost < 1 else f"${cost:,.2f}"
