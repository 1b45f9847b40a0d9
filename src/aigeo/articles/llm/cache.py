"""Answers kept by content: the same part is never paid for twice, and a run can be resumed."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from pathlib import Path

from pydantic import ValidationError

from aigeo.articles.llm.answer import Answer
from aigeo.articles.llm.prompt import prompt_version


class AnswerCache:
    """A folder of answers; `folder` None keeps none. Safe for several processes."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, model: str, message: str) -> Answer | None:
        """The kept answer to a message, None where there is none that can be read."""
        path = self._path(model, message)
        if path is None:
            return None
        try:
            return Answer.model_validate(json.loads(path.read_text("utf-8"))["answer"])
        except (OSError, ValueError, KeyError, ValidationError):
            return None

    def put(self, model: str, message: str, answer: Answer) -> None:
        """Keep an answer; written whole or not at all."""
        path = self._path(model, message)
        if path is None:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        kept = {"model": model, "prompt": prompt_version(), "answer": answer.model_dump()}
        handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".partial")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(kept, out, ensure_ascii=False)
        Path(partial).replace(path)

    def _path(self, model: str, message: str) -> Path | None:
        if self._folder is None:
            return None
        key = hashlib.sha256(f"{model}\0{prompt_version()}\0{message}".encode()).hexdigest()
        return self._folder / key[:2] / f"{key}.json"
