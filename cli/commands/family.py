"""The orders that an order called, as a tree, and the letters between them."""

from collections.abc import Iterable

from application.ports.read_model import Below, Family, LetterRow, Member
from cli.output import moment, say, show_table
from cli.words import word


def show_family(number: str, family: Family, language: str) -> None:
    """Who was called by whom, where each stands, what is wrong there; letters that have not arrived."""
    below = sorted((m for m in family.members if m.number != number), key=lambda m: _place(m.number))
    if below:
        say(f"\n{word('children', language)}")
        keys = ("number", "element", "process", "stage", "status", "due", "notes")
        show_table([word(key, language) for key in keys], (_cells(number, m, language) for m in below))
        if family.more:
            say(word("more_children", language))
    if family.letters:
        say(f"\n{word('letters', language)}")
        headings = [word(key, language) for key in ("from", "to", "message", "sent", "notes")]
        show_table(headings, (_letter(row, language) for row in family.letters))


def _place(number: str) -> list[int]:
    return [int(place) for place in number.split(".")[1:]]


def _cells(top: str, member: Member, language: str) -> list[str]:
    depth = member.number.count(".") - top.count(".") - 1
    return [
        "  " * depth + member.number,
        member.called_by or "",
        f"{member.process} v{member.version}",
        member.stage or "",
        member.status,
        moment(member.task_due or (None if member.closed_at else member.due)),
        ", ".join(_notes(member, language)),
    ]


def _notes(member: Member, language: str) -> Iterable[str]:
    if member.late:
        yield word("late", language)
    if member.open_incidents:
        yield f"{member.open_incidents} {word('incidents', language)}"
    if member.needs_engineer:
        yield f"{word('engineer', language)}: {member.needs_engineer}"


def _letter(row: LetterRow, language: str) -> list[str]:
    refused = f"{word('refused', language)}: {row.refusal}"
    fate = refused if row.refusal else word("under_way", language)
    return [row.sender, row.receiver, row.name or row.kind, moment(row.sent_at), fate]


def notes_below(below: Below, language: str) -> Iterable[str]:
    """What is special about the orders below one."""
    counted = {
        "children_open": below.open,
        "children_late": below.late,
        "children_incidents": below.incidents,
        "children_engineer": below.needs_engineer,
    }
    return (f"{count} {word(key, language)}" for key, count in counted.items() if count)
