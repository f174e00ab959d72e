"""Every refusal has a sentence in both languages, and the sentence needs nothing that the refusal lacks."""

import ast
import string
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from application.moments import on_the_clock
from application.texts import sentence
from application.texts.refusal_sentences import SENTENCES
from engine.interpreter import Refusal
from engine.values import Value

ROOT = Path(__file__).parents[4]
_MAKERS = {"Refusal", "invalid", "refused"}


def _codes_in(path: Path) -> Iterator[str]:
    """First arguments of calls that make a refusal, and what is put into a variable called code before."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id=name), args=[code, *_]) if name in _MAKERS:
                yield from _texts(code)
            case ast.Assign(targets=[ast.Name(id="code")], value=ast.IfExp(body=one, orelse=other)):
                yield from (*_texts(one), *_texts(other))


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def raised_codes() -> set[str]:
    """Every code that the engine, the application and its adapters refuse with."""
    rooms = ("engine/interpreter", "application", "adapters", "cli")
    return {code for room in rooms for path in (ROOT / room).rglob("*.py") for code in _codes_in(path)}


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_that_is_raised_has_a_sentence() -> None:
    # given / when
    raised = raised_codes()

    # then
    assert len(raised) > 25
    assert raised - SENTENCES.keys() == set()


def test_no_sentence_is_left_over() -> None:
    # given / when
    raised = raised_codes()

    # then
    assert SENTENCES.keys() - raised == set()


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_say_the_same(code: str) -> None:
    # given
    texts = SENTENCES[code]

    # when / then
    assert texts.keys() == {"en", "zh"}
    assert _fields(texts["en"]) == _fields(texts["zh"])


def test_sentence_is_filled_in_the_persons_language() -> None:
    # given
    refusal = Refusal("task_unknown_outcome", {"task": "R-1/x#1", "outcome": "ok", "outcomes": ["a", "b"]})

    # when / then
    assert sentence(refusal, "en") == "“ok” is no outcome of task R-1/x#1. Choose one of: a, b."
    assert sentence(refusal, "zh") == "任务 R-1/x#1 没有“ok”这个结果，可选：a、b。"


def test_authors_own_words_win() -> None:
    # given
    refusal = Refusal(
        "message_not_now", {"message": "x"}, {"en": "Everything has shipped", "zh": "已全部发货"}
    )

    # when / then
    assert sentence(refusal, "zh") == "已全部发货"


def test_problems_of_a_form_are_told_one_by_one() -> None:
    # given
    problems: list[Value] = [
        {"path": "date", "rule": "required", "limit": "['date']"},
        {"path": "lines[0].quantity", "rule": "minimum", "limit": "1"},
        {"path": "", "rule": "oddness", "limit": "7"},
    ]
    refusal = Refusal("task_invalid_data", {"task": "R-1/x#1", "problems": problems})

    # when
    english, chinese = sentence(refusal, "en"), sentence(refusal, "zh")

    # then
    assert "date is missing; lines[0].quantity must be at least 1; the data does not fit" in english
    assert "缺少 date；lines[0].quantity 不能小于 1；数据 不符合要求" in chinese


def test_unknown_code_of_a_newer_engine_still_says_something() -> None:
    # given
    time = datetime(2026, 3, 2, tzinfo=UTC)
    refusal = Refusal("brand_new", {"task": "R-1/x#1", "at": time})

    # when / then
    assert sentence(refusal, "en") == f"brand_new: task R-1/x#1, at {on_the_clock(time)}"


def test_detail_that_is_missing_breaks_nothing() -> None:
    # given
    refusal = Refusal("task_completed", {"task": "R-1/x#1", "by": "li"})

    # when / then
    assert sentence(refusal, "en") == "Task R-1/x#1 was completed already by li with “?” (?)."


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (["R-1001", "R-1002"], "There is no order R-9. Similar numbers: R-1001, R-1002. "),
        ([], "There is no order R-9. "),
    ],
)
def test_part_that_has_nothing_to_say_is_left_out(known: list[Value], said: str) -> None:
    # given
    refusal = Refusal("order_unknown", {"number": "R-9", "known": known})

    # when / then
    assert sentence(refusal, "en") == f"{said}`orderflow orders` lists them."


def test_time_is_told_as_the_clock_of_this_machine_shows_it(far_east: None) -> None:
    # given
    closed = datetime(2026, 3, 2, 3, 4, 5, 6789, tzinfo=UTC)
    refusal = Refusal("task_withdrawn", {"task": "R-1/x#1", "closed": closed})

    # when / then
    assert "(2026-03-02 11:04)" in sentence(refusal, "en")


@pytest.fixture
def far_east(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine in Shanghai."""
    monkeypatch.setenv("TZ", "Asia/Shanghai")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
