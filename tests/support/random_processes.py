"""Random valid definitions: every element, nested, with handlers, loops and compensation.

They are plain data and become JSON, which is YAML. What the compiler has to refuse is avoided by
construction: loops wait, beside each other only ``log+`` is written, every error finds a handler.
"""

import json
from typing import Any

from hypothesis import strategies as st

Element = dict[str, Any]
Flow = list[Element]

UNDO = {"service": "stock.release", "input": {"what": "=input", "got": "=result", "inDoubt": "=inDoubt"}}
TOGGLE: Element = {
    "message": "toggle",
    "interrupting": False,
    "flow": [{"id": "toggling", "type": "scriptTask", "set": {"open": "=not(open)"}}],
}
AT_THE_PROCESS: list[dict[str, Any]] = [
    {"message": "cancel", "flow": [{"type": "compensate"}, {"type": "end", "terminate": True}]},
    {"message": "note", "interrupting": False, "queue": "one"},
    {"timer": {"every": "P2D", "times": 3}, "interrupting": False},
    {"condition": "count(log) > 4", "interrupting": False},
]


class Draw:
    """Makes choices from random bytes, as long as they last, then the smallest; numbers ids.

    Bytes are drawn far quicker than single choices, and shrink as well.
    """

    def __init__(self, choices: bytes) -> None:
        self._choices = iter(choices)
        self._number = 0
        self._tasks: list[str] = []  # earlier ones, which may stop a deadline

    def id(self, kind: str) -> str:
        self._number += 1
        return f"{kind}_{self._number}"

    def below(self, limit: int) -> int:
        return next(self._choices, 0) % limit

    def one_of(self, *choices: Any) -> Any:
        return choices[self.below(len(choices))]

    def chance(self) -> bool:
        return bool(self.below(2))

    # -- elements without others inside

    def task(self) -> Flow:
        task: Element = self._plain("userTask", "task", candidateGroups=["clerks"], outcomes=["ok"])
        if self.chance():
            task |= {"due": "PT1H", "escalation": [{"after": "PT2H", "notify": ["managers"]}]}
        if self.chance():
            rungs = [{"after": "PT3H", "reassign": ["managers"]}, {"after": "PT9H", "complete": "ok"}]
            task["escalation"] = rungs
        if self.chance():
            task["due"] = {"in": "PT3H", "working": True, **self._paused()}
        hosted = self._with_handlers(task)
        self._tasks.append(task["id"])
        return [hosted]

    def service(self) -> Flow:
        [call] = self.plain_service()
        if self.chance():
            undo: list[Any] = [
                UNDO,
                {"service": "erp.cancel"},
                self.script(),
                [*self.plain_task(), *self.script()],
            ]
            call["compensation"] = undo[self.below(len(undo))]
        return [call]

    def plain_service(self) -> Flow:
        call = self._plain("serviceTask", "call", service=self.one_of("mail.send", "erp.book"))
        if call["service"] == "erp.book":
            call["onEvent"] = [{"error": "*", "flow": []}]
        if self.chance():
            call["output"] = {"log+": "=result"}
        return [call]

    def plain_task(self) -> Flow:
        return [self._plain("userTask", "task", candidateGroups=["clerks"], outcomes=["ok"])]

    def script(self) -> Flow:
        return [{"id": self.id("note"), "type": "scriptTask", "set": {"log+": "=count(log)"}}]

    def wait(self) -> Flow:
        kinds: list[Element] = [
            *self._plain_waits(),
            {"type": "wait", "condition": "count(log) > 2 or open"},
        ]
        return [{"id": self.id("wait"), **self.one_of(*kinds)}]

    def plain_wait(self) -> Flow:
        """In handlers nobody waits for data: what changes them is a handler too, and may be disarmed."""
        return [{"id": self.id("wait"), **self.one_of(*self._plain_waits())}]

    def _plain_waits(self) -> list[Element]:
        return [
            {"type": "timer", "timer": {"in": "P1D", **self._paused()}},
            {"type": "timer", "timer": {"in": "PT4H", "working": True, **self._paused()}},
            {"type": "message", "message": "paid", "output": {"log+": "=message"}},
        ]

    def _paused(self) -> Element:
        return {"pausedBy": [self.one_of(*self._tasks)]} if self._tasks and self.chance() else {}

    def milestone(self) -> Flow:
        return [{"id": self.id("stone"), "type": "milestone"}]

    # -- elements with flows inside

    def gateway(self, depth: int) -> Flow:
        branch = {"when": self.one_of("true", "count(log) > 1", "open"), "flow": self.flow(depth)}
        if self.chance():
            branch["flow"] = [*branch["flow"], {"type": "end"}]
        kind = self.one_of("exclusiveGateway", "inclusiveGateway")
        gate = {"id": self.id("gate"), "type": kind, "branches": [branch], "default": self.flow(depth)}
        return [gate]

    def parallel(self, depth: int) -> Flow:
        branches = [self.flow(depth) for _ in range(self.one_of(2, 3))]
        join = self.one_of("all", "any", 2)
        rest = {"rest": "keep"} if join != "all" and self.chance() else {}
        both = {"id": self.id("both"), "type": "parallelGateway", "branches": branches, "join": join}
        return [both | rest]

    def events(self, depth: int) -> Flow:
        events: list[Element] = [
            {"timer": {"in": self.one_of("PT1H", "P3D")}, "flow": self.flow(depth)},
            {"condition": "count(log) > 3", "flow": []},
            {"message": "paid", "flow": self.flow(depth)},
        ]
        return [{"id": self.id("first"), "type": "eventBasedGateway", "events": events}]

    def scope(self, depth: int) -> Flow:
        scope: Element = {"id": self.id("scope"), "type": "subProcess", "variables": {}}
        if self.chance():
            scope["multiInstance"] = self._marker()
        elif self.chance():
            scope["compensation"] = UNDO
        scope["flow"] = self.flow(depth)
        if self.chance():
            stop = {"when": "open", "flow": [{"type": "end", "error": "BLOCKED"}]}
            gate = {"id": self.id("gate"), "type": "exclusiveGateway", "branches": [stop], "default": []}
            scope["flow"] = [*scope["flow"], gate]
            scope["onEvent"] = [{"error": "BLOCKED", "flow": self.flow(0)}]
        return [self._with_handlers(scope)]

    def loop(self, depth: int) -> Flow:
        again = self.id("again")
        task = {"id": again, "type": "userTask", "candidateGroups": ["clerks"], "outcomes": ["redo", "ok"]}
        task |= {"prefill": "last"}
        back = {"goto": again, "undo": self.chance()}
        branch = {"when": f'{again}.outcome = "redo"', "flow": [back]}
        gate = {"id": self.id("gate"), "type": "exclusiveGateway", "branches": [branch], "default": []}
        return [task, *self.flow(depth), gate]

    def flow(self, depth: int, least: int = 0) -> Flow:
        """A short flow of at least so many parts; at depth 0 without others inside, below without
        handlers and compensation too."""
        flow: Flow = []
        for _ in range(least + self.below(4)):
            nested = [self.gateway, self.parallel, self.events, self.scope, self.loop] if depth > 0 else []
            rich = [self.task, self.service] if depth >= 0 else [self.plain_task, self.plain_service]
            wait = self.wait if depth >= 0 else self.plain_wait
            plain = [*rich, self.script, wait, self.milestone]
            part = self.below(len(nested) + len(plain))
            flow += nested[part](depth - 1) if part < len(nested) else plain[part - len(nested)]()
        return flow

    # -- parts of elements

    def _plain(self, kind: str, name: str, **fields: Any) -> Element:
        return {"id": self.id(name), "type": kind, **fields}

    def _marker(self) -> Element:
        marker: Element = {"in": self.one_of("=[1, 2, 3]", "=[]", "=items"), "as": "n", "key": "=n"}
        if self.below(4) == 3:
            return marker | {"wait": False, "sequential": self.chance()}
        options: list[Element] = [
            {"sequential": True},
            {"completeWhen": "completed > 1"},
            {"completeWhen": "completed > 0", "rest": "compensate"},
            {"completeWhen": "completed > 0", "rest": "keep"},
            {"keepOpen": "count(log) > 90"},
            {"collect": "=n * 10"},
        ]
        for option in options:
            if self.chance():
                marker |= option
        return marker

    def _with_handlers(self, host: Element) -> Element:
        handlers: list[Element] = [
            {"message": "stop", "flow": self.flow(-1)},
            {"message": "note", "interrupting": False, "queue": "one", "flow": self.flow(-1)},
            {"timer": {"in": "P5D", **self._paused()}, "flow": self.flow(-1)},
            {"timer": {"every": "P1D", "times": 2}, "interrupting": False, "flow": self.script()},
            {"condition": "count(log) > 3", "interrupting": False, "flow": self.flow(-1)},
        ]
        chosen = [handler for handler in handlers if self.below(3) == 2]
        return {**host, "onEvent": [*host.get("onEvent", []), *chosen]}


def definition(draw: Draw) -> str:
    """The text of a definition behind ``tests.support.processes.HEAD``."""
    process = {
        "calendar": "shop",
        "input": {"items": "any"},
        "variables": {"log": {"initial": []}, "open": {"initial": False}},
        "messages": {
            "paid": {"early": "keep", "timeToLive": "P3D"},
            **{name: {} for name in ("cancel", "note", "toggle", "stop")},
        },
        "flow": draw.flow(2, least=4),
        "onEvent": [
            TOGGLE,
            *(_at_the_process(draw, handler) for handler in AT_THE_PROCESS if draw.chance()),
        ],
        "output": {"log": "=log"},
    }
    return "\n".join(f"{name}: {json.dumps(part)}" for name, part in process.items())


def _at_the_process(draw: Draw, handler: Element) -> Element:
    if "flow" in handler:
        return handler
    return {**handler, "flow": [*draw.flow(-1), *draw.script()]}


definitions = st.binary(min_size=100, max_size=600).map(lambda choices: definition(Draw(choices)))
