"""Exports of `aigeo export jsonl`: the statements are loaded, entities and relations follow."""

from aigeo.errors import InputError

FORM, VERSION = "aigeo", 1
COMPUTED = ("entity", "relation", "load")


def load(context):
    seen = set()
    for path, number, line in context.lines("*.jsonl"):
        kind = line.pop("record", None)
        if path not in seen:
            check_header(path, number, kind, line)
            seen.add(path)
        elif kind == "source":
            context.source(path, number, line)
        elif kind == "identity":
            context.identity(line.get("id"), line.get("canonical"))
        elif kind == "judgement":
            context.judgement(line)
        elif kind == "pair":
            context.candidate_pair(line)
        elif kind == "statement":
            context.statement(path, number, line)
        elif kind not in COMPUTED:
            context.reject(path, number, "unknown record", str(kind))


def check_header(path, number, kind, line):
    if kind != "header" or line.get("form") != FORM:
        raise InputError("the first line is no header of an aigeo export", path=path, row=number)
    if line.get("version") != VERSION:
        raise InputError(
            f"version {line.get('version')!r} of the form is not known", path=path, row=number,
            hint="upgrade aigeo",
        )  # fmt: skip
