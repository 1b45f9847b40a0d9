from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aigeo.store.lexer import LexError, tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(t.kind, t.text) for t in tokens(text)]


def test_a_query_splits_into_its_tokens() -> None:
    assert kinds("MATCH (n:A|B)-[r*1..3]->(m) WHERE n.x <> $p RETURN 1.5") == [
        ("name", "MATCH"), ("symbol", "("), ("name", "n"), ("symbol", ":"), ("name", "A"),
        ("symbol", "|"), ("name", "B"), ("symbol", ")"), ("symbol", "-"), ("symbol", "["),
        ("name", "r"), ("symbol", "*"), ("number", "1"), ("symbol", ".."), ("number", "3"),
        ("symbol", "]"), ("symbol", "-"), ("symbol", ">"), ("symbol", "("), ("name", "m"),
        ("symbol", ")"), ("name", "WHERE"), ("name", "n"), ("symbol", "."), ("name", "x"),
        ("symbol", "<>"), ("parameter", "$p"), ("name", "RETURN"), ("number", "1.5"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "string"),
    [
        (r"'it\'s // no comment'", r"'it\'s // no comment'"),
        (r"'ends in a backslash \\'", r"'ends in a backslash \\'"),
        ('"/* no comment */"', '"/* no comment */"'),
        ("'中文'", "'中文'"),
    ],
)
def test_strings_are_one_token(text: str, string: str) -> None:
    assert kinds(f"RETURN {text}") == [("name", "RETURN"), ("string", string)]


def test_comments_are_left_out_and_lines_counted() -> None:
    found = tokens("// one\n/* two\n three */ RETURN\r\n1")
    assert [(t.text, t.line) for t in found] == [("RETURN", 3), ("1", 4)]


def test_comments_on_request() -> None:
    assert [t.text for t in tokens("1 /* $n */ 5", comments=True)] == ["1", "/* $n */", "5"]


def test_names_behind_backticks_and_dollars() -> None:
    assert [t.value for t in tokens("`a``b` $x $`y z`")] == ["a`b", "x", "y z"]
    assert tokens("`set`")[0].keyword == ""


@pytest.mark.parametrize("text", ["0SET", "$0SET", "1.SET", "1.5SET", ".5SET"])
def test_a_keyword_after_a_number_is_seen(text: str) -> None:
    assert "SET" in [t.keyword for t in tokens(text)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("RETURN 'open", "closing quote"),
        ('RETURN "open', "closing quote"),
        ("RETURN `open", "backtick"),
        ("RETURN /* open", "without its end"),
        ("RETURN 1 // \r SET", "control character"),
        ("RETURN\u2028 1", "control character"),
        ("RETURN '\x00'", "control character"),
        (r"RETURN '\u0027'", "unicode escape"),
        (r"\U0043REATE (n)", "unicode escape"),
        ("RETURN\u00a01", "outside quotes"),
        ("CRE\u00adATE", "outside quotes"),
        ("ſET", "outside quotes"),
        ("RETURN 1 \\ 2", "unexpected"),
        ("RETURN $ x", "unexpected"),
    ],
)
def test_what_engines_could_read_differently_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(LexError, match=complaint):
        tokens(text)


@given(st.text(alphabet="aA1_'\"`\\/*$ .\n{}()[]:-", max_size=40))
def test_tokens_cover_the_text_or_it_is_refused(text: str) -> None:
    try:
        found = tokens(text, comments=True)
    except LexError:
        return
    assert "".join(t.text for t in found) == "".join(_outside_space(text, found))


def _outside_space(text: str, found: list) -> list[str]:
    """Cut `text` at the tokens; what lies between them must be white space."""
    pieces, position = [], 0
    for token in found:
        at = text.index(token.text, position)
        assert text[position:at].strip(" \t\n") == ""
        pieces.append(text[at : at + len(token.text)])
        position = at + len(token.text)
    assert text[position:].strip(" \t\n") == ""
    return pieces
