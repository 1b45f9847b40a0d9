"""The extractor that asks a large language model; needs `pip install aigeo[llm]` and a key."""

from aigeo.articles.llm.extractor import LlmExtractor, LlmOptions
from aigeo.articles.llm.usage import Estimate, Usage

__all__ = ["Estimate", "LlmExtractor", "LlmOptions", "Usage"]
