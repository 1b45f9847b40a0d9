"""Pictures of paths: what is drawn, hostile text, and the page without a network."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from aigeo.errors import InputError, UsageError
from aigeo.influence import Fact, Filters, paths
from aigeo.influence.picture import write_picture
from aigeo.influence.picture.layout import BOX_WIDTH, laid_out
from aigeo.influence.picture.page import page
from aigeo.influence.picture.svg import svg
from tests.influence.ledgers import graph

DAY = Filters(as_of="2026-01-01")
HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>&\"'\x00\u202e$x$ @@title@@"
)


def fact(source: str, target: str, sign: int = 1) -> Fact:
    return Fact(f"{source}-{target}", "SUPPLIES", source, target, True, 0.5, sign, 1.0)


def found(quote: str = "said so", names: dict[str, str] | None = None) -> list[dict[str, Any]]:
    facts = [fact("a", "b", -1), fact("b", "z"), fact("a", "c", 0), fact("c", "z"), fact("b", "c")]
    source = graph(*facts, known={i: {"name": n} for i, n in (names or {}).items()})
    for one in facts:
        source.properties[one.id] = {"quote": quote, "sources": ["s"]}  # type: ignore[index]
    return paths(source, "a", "z", DAY, diversity=0).paths


def test_the_drawing_has_each_entity_and_fact_once() -> None:
    root = etree.fromstring(svg(laid_out(found(), "Why")).encode())
    spaces = {"s": "http://www.w3.org/2000/svg"}
    entities = root.xpath("//s:g/@data-entity", namespaces=spaces)
    facts = root.xpath("//s:g/@data-fact", namespaces=spaces)
    assert sorted(entities) == ["a", "b", "c", "z"]
    assert sorted(facts) == ["a-b", "a-c", "b-c", "b-z", "c-z"]
    assert "said so" in root.xpath("//s:g[@data-fact='a-b']/s:title/text()", namespaces=spaces)[0]


def test_boxes_stand_apart_and_ends_at_the_sides() -> None:
    layout = laid_out(found(), "Why")
    boxes = {box.id: box for box in layout.boxes}
    assert boxes["a"].column == 0
    assert boxes["z"].column == max(box.column for box in layout.boxes)
    for one in layout.boxes:
        assert 0 < one.x - BOX_WIDTH / 2 < one.x + BOX_WIDTH / 2 < layout.width
        assert 0 < one.y - one.height / 2 < one.y + one.height / 2 < layout.height
        for other in layout.boxes:
            if one is not other and one.column == other.column:
                assert abs(one.y - other.y) >= (one.height + other.height) / 2


class Scripts(HTMLParser):
    """Collects tags, so that one that a text smuggled in is seen."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("text", [HOSTILE, "plain"])
def test_text_of_sources_stays_text(text: str) -> None:
    shown = found(quote=text, names={"a": text, "b": text})
    made = page(laid_out(shown, text), shown)
    parser = Scripts()
    parser.feed(made)
    scripts = [attrs for tag, attrs in parser.tags if tag == "script"]
    assert scripts == [{"type": "application/json", "id": "facts"}, {}]
    assert not [tag for tag, _ in parser.tags if tag in ("img", "link", "iframe", "object")]
    assert not [a for _, attrs in parser.tags for a in attrs if a.startswith("on")]
    data = re.search(r'id="facts">(.*?)</script>', made, re.S)
    assert data is not None
    assert text in json.loads(data[1])["a-b"]
    assert "http" not in made.replace("http://www.w3.org/2000/svg", "").replace("http-equiv", "")


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60))
def test_any_name_makes_well_formed_xml(name: str) -> None:
    shown = found(quote=name, names={"a": name or "x"})
    etree.fromstring(svg(laid_out(shown, name)).encode("utf-8", "surrogatepass"))


def test_files_of_each_form(tmp_path: Path) -> None:
    shown = found(names={"a": "百度 $money$"})
    for suffix, start in ((".svg", b"<svg"), (".html", b"<!DOCTYPE html>"), (".png", b"\x89PNG")):
        file = tmp_path / f"picture{suffix}"
        write_picture(file, shown, "How a reaches z")
        assert file.read_bytes().startswith(start)
    with pytest.raises(UsageError, match="svg"):
        write_picture(tmp_path / "picture.gif", shown, "x")
    with pytest.raises(InputError, match="cannot be written"):
        write_picture(tmp_path / "missing" / "picture.svg", shown, "x")
