"""Publishing: the groups that processes name are looked up in the staff directory."""

from sqlalchemy import Engine

from adapters.definition_registry import DefinitionRegistry
from engine.values import Finding

PROCESS = b"""\
lang: 1
process: small
version: 1
name: Small
flow: [{id: look, type: userTask, candidateGroups: [order-clerk, managers], outcomes: [done]}]
"""
GROUPS = b"lang: 1\ngroups: {order-clerk: Clerks, managers: Managers}\n"


def publish(engine: Engine) -> list[Finding]:
    library = DefinitionRegistry(engine, {}).publish(
        {"processes/small.yaml": PROCESS, "groups.yaml": GROUPS}, "test"
    )
    assert library.newest("small") is not None
    return list(library.findings)


def test_a_group_that_the_staff_directory_does_not_have_is_told_with_the_nearest(samples: Engine) -> None:
    # given / when
    findings = publish(samples)

    # then
    assert [(finding.code, finding.severity, finding.cure) for finding in findings] == [
        ("unknown-group", "warning", "did you mean `order-clerks`?")
    ]


def test_before_anybody_is_in_the_staff_directory_the_file_says_which_groups_exist(engine: Engine) -> None:
    # given / when
    findings = publish(engine)

    # then
    assert findings == []
