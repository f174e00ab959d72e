"""How much one segment does, and what it does about services that fail: on a real PostgreSQL."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel
from sqlalchemy import Engine

from activities import budget
from activities.service import BusinessError, Call, Service, service
from application.messages import SegmentAnswer
from application.ports import Message, Ports
from database import create_engine
from engine.interpreter import State, open_calls, snapshot
from tests.support.order_bench import Bench
from workflows.adoption import adopt

PROCESS = """
lang: 1
process: many
version: 1
name: {en: Many, zh: 多}
input: {items: any}
errors: {NO: {en: No, zh: 不}}
onEvent:
  - error: NO
    flow: [{type: end, terminate: true, status: refused}]
flow:
  - id: work
    type: serviceTask
    service: test.work
    multiInstance: {in: =items, as: item, key: =item}
    input: {item: =item}
"""
FILES = {"processes/many.yaml": PROCESS.encode()}


class Item(BaseModel):
    """What is worked on."""

    item: int


class Worked(BaseModel):
    """As large as the test wants."""

    text: str


class Clock:
    """The seconds that the budget counts; only services make them pass."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def monotonic(self) -> float:
        return self.seconds


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = create_engine(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(budget, "time", clock)
    return clock


def working(size: int = 1, refused: int | None = None, clock: Clock | None = None) -> Service[Item, Worked]:
    """A service that leaves a message for each item, answers so many bytes, and takes 0.3 s by the clock."""

    @service("test.work", errors=("NO",))
    def work(ports: Ports, call: Call, request: Item) -> Worked:
        if clock is not None:
            clock.seconds += 0.3
        ports.outbox.put(call.origin(), Message("worked", "en", None, {"item": request.item}))
        if request.item == refused:
            raise BusinessError("NO", "not this one")
        return Worked(text="x" * size)

    return work


class Segments:
    """Runs one segment after the other, as a workflow does."""

    def __init__(self, engine: Engine, work: Service[Item, Worked], items: int) -> None:
        self.bench = Bench(engine, FILES, {"test.work": work})
        self.state = State()
        self.sizes: list[int] = []
        self._follow(self.bench.begin("T-1", {"items": list(range(items))}))
        while open_calls(self.bench.process, self.state):
            request = self.bench.request("T-1", self.state.hash)
            self._follow(self.bench.runner().run(request, snapshot(self.state)))

    def _follow(self, answer: SegmentAnswer) -> None:
        self.sizes.append(len(answer.services))
        self.state, _ = adopt(self.bench.process, snapshot(self.state), answer.segments)

    def worked(self) -> list[int]:
        """The items whose effects were committed."""
        return sorted(row.data["item"] for row in self.bench.rows("select data from outbox"))


def test_a_segment_ends_after_a_number_of_calls_and_the_next_goes_on(engine: Engine, clock: Clock) -> None:
    order = Segments(engine, working(), items=450)

    assert order.sizes == [budget.CALLS, budget.CALLS, 450 - 2 * budget.CALLS]
    assert order.state.status == "completed"
    assert order.worked() == list(range(450))


def test_a_segment_ends_after_a_second(engine: Engine, clock: Clock) -> None:
    order = Segments(engine, working(clock=clock), items=10)

    assert order.sizes == [4, 4, 2], "0.3 s each: the fourth ends behind the second"
    assert order.worked() == list(range(10))


def test_a_segment_ends_when_its_results_are_large(engine: Engine, clock: Clock) -> None:
    order = Segments(engine, working(size=100_000), items=7)

    assert order.sizes == [3, 3, 1]
    largest = order.bench.rows("select max(length(stimuli)) as size from segments")[0].size
    assert largest < 2 * budget.BYTES, "far from the 2 MiB that Temporal takes"


def test_a_business_error_is_an_answer_and_leaves_no_effect_of_its_service(engine: Engine) -> None:
    order = Segments(engine, working(refused=2), items=5)

    assert order.state.status == "refused"
    assert order.state.incidents() == []
    assert 2 not in order.worked()
    assert {0, 1} <= set(order.worked())
