"""A compensation flow is a scope of its own: its user tasks are seen in it, and nowhere else."""

import pytest

from tests.support.processes import compiled

YES = "{when: 'ask.outcome = \"yes\"', flow: []}"
UNDO = f"[TASK(ask, yes, no), {{id: way, type: exclusiveGateway, default: [], branches: [{YES}]}}]"


@pytest.mark.parametrize(
    "activity", ["type: subProcess, flow: []", "type: scriptTask, set: {n: 1}"], ids=["sub-process", "task"]
)
def test_user_task_of_a_compensation_is_seen_in_it(activity: str) -> None:
    library = compiled(f"""
        variables: {{n: {{initial: 0}}}}
        flow: [{{id: a, {activity}, compensation: {UNDO}}}]
        """)

    assert [finding.code for finding in library.errors] == []


def test_user_task_of_a_compensation_is_not_seen_outside() -> None:
    library = compiled(f"""
        variables: {{n: {{initial: 0}}}}
        flow:
          - {{id: a, type: scriptTask, set: {{n: 1}}, compensation: {UNDO}}}
          - SET(said, {{n: =ask.outcome}})
        """)

    assert [finding.code for finding in library.errors] == ["unknown-name"]
