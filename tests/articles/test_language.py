from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aigeo.articles.language import guess_language

TRAINING = Path(__file__).parents[2] / "data" / "extraction" / "train-news.jsonl"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("英伟达周二表示，已收购迈络思。", "zh"),
        ("エヌビディアは火曜日にメラノックスを買収したと発表した。", "ja"),
        ("엔비디아는 화요일에 멜라녹스를 인수했다고 밝혔다.", "ko"),
        ("Die Firma hat am Dienstag mitgeteilt, dass sie den Verkauf der Chips in China einstellt, "
         "weil das Ministerium es für nötig hielt.", "de"),
        ("La société a annoncé mardi que la vente des puces en Chine est suspendue par une "
         "décision du ministère.", "fr"),
        ("La empresa dijo el martes que la venta de los chips en China se detiene por una decisión "
         "del gobierno.", "es"),
        ("Nvidia H20", None), ("", None),
    ],
)  # fmt: skip
def test_languages(text, code):
    assert guess_language(text) == code


def test_news_in_english():
    texts = [json.loads(x)["text"] for x in TRAINING.read_text("utf-8").splitlines()]
    assert sum(guess_language(t) == "en" for t in texts) >= 0.99 * len(texts)


@settings(deadline=None)  # machines may be busy
@given(st.text(max_size=300))
def test_any_text_is_survived(text):
    code = guess_language(text)
    assert code is None or len(code) == 2
