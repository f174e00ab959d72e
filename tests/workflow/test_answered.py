"""The sender that the tests share repeats what it has no answer to, and nothing else."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import create_engine
from temporalio.client import WorkflowHandle
from temporalio.service import RPCError, RPCStatusCode

from application.messages import Wish
from tests.support.answered import answered

WISH = Wish("w-1", {}, {})
DONE: dict[str, Any] = {"answer": {"status": "done"}}


class Handle(WorkflowHandle[Any, Any]):
    """A workflow whose server answers as it is told to."""

    def __init__(self, *answers: RPCError | Mapping[str, Any]) -> None:
        self.answers, self.ids = list(answers), list[str | None]()

    async def execute_update(self, *_: Any, id: str | None = None, **__: Any) -> Any:  # noqa: A002
        self.ids.append(id)
        answer = self.answers.pop(0)
        if isinstance(answer, RPCError):
            raise answer
        return answer


def no(status: RPCStatusCode) -> RPCError:
    return RPCError("unexpected workflow task failure", status, b"")


async def test_an_update_whose_fate_is_unknown_is_sent_again_under_its_id() -> None:
    handle = Handle(no(RPCStatusCode.FAILED_PRECONDITION), no(RPCStatusCode.ABORTED), DONE)

    outcome = await answered(handle, create_engine("sqlite://"), "complete_task", WISH)

    assert outcome == DONE
    assert handle.ids == ["w-1"] * 3


async def test_an_update_that_the_server_will_never_take_is_not_repeated() -> None:
    handle = Handle(no(RPCStatusCode.PERMISSION_DENIED), DONE)

    with pytest.raises(RPCError):
        await answered(handle, create_engine("sqlite://"), "complete_task", WISH)

    assert handle.ids == ["w-1"]
