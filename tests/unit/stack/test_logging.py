"""What a log line carries, for people and for machines."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from stack.logging import configure_logging


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def afterwards_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    structlog.reset_defaults()
    root.handlers[:] = handlers
    root.setLevel(level)


def test_lines_of_both_libraries_are_json_and_carry_order_element_and_actor() -> None:
    # given
    stream = io.StringIO()
    configure_logging(stream)

    # when
    with structlog.contextvars.bound_contextvars(order="R-1", element="review", actor="li"):
        structlog.get_logger("ours").info("task opened", due=3)
        logging.getLogger("theirs").warning("slow %s", "query")

    # then
    ours, theirs = (json.loads(line) for line in stream.getvalue().splitlines())
    assert (ours["event"], ours["due"], ours["logger"]) == ("task opened", 3, "ours")
    assert (theirs["event"], theirs["level"]) == ("slow query", "warning")
    for line in (ours, theirs):
        assert (line["order"], line["element"], line["actor"]) == ("R-1", "review", "li")


def test_order_of_a_line_from_inside_a_workflow_is_the_workflow() -> None:
    # given
    stream = io.StringIO()
    configure_logging(stream)

    # when
    facts = {"workflow_id": "R-7", "run_id": "0", "attempt": 1}
    logging.getLogger("temporalio.workflow").info("moved", extra={"temporal_workflow": facts})

    # then
    line = json.loads(stream.getvalue())
    assert (line["order"], line["event"]) == ("R-7", "moved")
    assert "temporal_workflow" not in line


def test_exceptions_are_data_in_json() -> None:
    # given
    stream = io.StringIO()
    configure_logging(stream)

    # when
    try:
        raise ValueError("广州")
    except ValueError:
        structlog.get_logger().exception("failed")

    # then
    line = json.loads(stream.getvalue())
    assert line["exception"][0]["exc_value"] == "广州"


def test_lines_on_a_terminal_are_for_people() -> None:
    # given
    stream = Terminal()
    configure_logging(stream)

    # when
    structlog.get_logger().info("task opened")

    # then
    assert "task opened" in stream.getvalue()
    assert not stream.getvalue().startswith("{")
