"""Who acts has to be known."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import pytest

from application.ports.staff import StaffMember
from application.refusals import RefusedError
from application.use_cases.who import Who, near

LIN = StaffMember("lin.mei", "林梅", "zh", True, frozenset({"order-clerks"}))
GONE = StaffMember("old.hand", "Old Hand", "en", False, frozenset({"managers"}))


@dataclass
class FakeIdentity:
    people: dict[str, StaffMember] = field(default_factory=lambda: {p.id: p for p in (LIN, GONE)})

    def find(self, person: str) -> StaffMember | None:
        return self.people.get(person)

    def everybody(self) -> Sequence[str]:
        return [person.id for person in self.people.values() if person.active]


async def test_known_person_acts_with_groups_and_the_way_they_came() -> None:
    # given
    who = Who(FakeIdentity())

    # when
    person = await who.acts("lin.mei", "cli:root")

    # then
    assert person.actor() == {
        "person": "lin.mei",
        "groups": ["order-clerks"],
        "on_behalf_of": None,
        "role": None,
        "via": "cli:root",
    }
    assert person.language == "zh"


async def test_unknown_person_is_refused_with_the_nearest_names() -> None:
    # given
    who = Who(FakeIdentity())

    # when
    with pytest.raises(RefusedError) as caught:
        await who.acts("lin.mai", "cli:root")

    # then
    assert caught.value.refusal.details["known"] == ["lin.mei"]


async def test_somebody_who_left_cannot_act() -> None:
    # given
    who = Who(FakeIdentity())

    # when
    with pytest.raises(RefusedError) as caught:
        await who.acts("old.hand", "cli:root")

    # then
    assert caught.value.refusal.code == "person_inactive"


@pytest.mark.parametrize(
    ("typed", "meant"), [("MEI", ["lin.mei"]), ("ma.chou", ["ma.chao"]), ("zzzzzzzz", [])]
)
def test_near_names_are_found_by_part_and_by_likeness(typed: str, meant: list[str]) -> None:
    # given
    names = ["lin.mei", "ma.chao", "david.clark"]

    # when / then
    assert near(typed, names)[: len(meant)] == meant
