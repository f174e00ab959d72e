"""One order on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from application.ports.read_model import OrderPage
from cli.commands.family import show_family
from cli.commands.inbox import show_tasks
from cli.commands.incidents import show_incidents
from cli.commands.order_lines import show_lines
from cli.output import moment, say, show_json
from cli.words import word

if TYPE_CHECKING:
    from application.order_data import OrderData
    from application.texts.labels import Labels


def show_page(page: OrderPage, data: OrderData, labels: Labels, language: str) -> None:
    """Head, lines as they are now, open tasks and open incidents. ``data`` is what the records make."""
    _show_head(page, labels, language)
    if page.order.parent is None:
        _show_goods(page, data, language)
    else:
        say(f"  {word('input', language)}:")
        show_json(page.document)
    show_family(page.order.number, page.family, language)
    tasks = [task for task in page.tasks if task.completed_at is None]
    if tasks:
        say(f"\n{word('open_tasks', language)}")
        show_tasks(tasks, language)
    incidents = [incident for incident in page.incidents if incident.resolved_at is None]
    if incidents:
        say(f"\n{word('open_incidents', language)}")
        show_incidents(incidents, language)


def _show_head(page: OrderPage, labels: Labels, language: str) -> None:
    order = page.order
    stage = labels.stage(order.stage, language) if order.stage else "-"
    status = labels.status(order.status, language)
    say(f"{order.number}  {order.process} v{order.version}  {stage}  {status}")
    say(f"  {word('origin', language)}: {order.channel} {order.external_number} (revision {order.revision})")
    if order.parent is None:
        _show_customer(page, language)
    else:
        say(f"  {word('called_by', language)}: {order.parent}")
        say(f"  {word('customer', language)}: {order.customer or ''}")
    times = {"placed": order.placed_at, "closed": order.closed_at, "next_due": page.next_due}
    if order.clock == "manual":
        times["order_time"] = order.time
    known = [f"{word(key, language)} {moment(time)}" for key, time in times.items() if time is not None]
    say(f"  {', '.join(known)}")
    for call in order.waits_for:
        since = f"{word('since', language)} {moment(call['since'])}"
        what = f"{call['service']} ({call['element']})"
        say(f"  {word('waits_for', language)} {call['system']}: {what}, {since}")
    for calendar in order.calendars:
        say(f"  {word('beyond', language).format(calendar=calendar)}")
    if order.needs_engineer:
        say(f"  {word('engineer', language)}: {order.needs_engineer}")


def _show_customer(page: OrderPage, language: str) -> None:
    document = page.document
    customer = document.get("customer") or {}
    number = customer.get("id")
    who = [number, _party(page, customer.get("party") or (number if number in page.parties else None))]
    say(f"  {word('customer', language)}: {'  '.join(part for part in who if part)}")
    if address := _party(page, document.get("ship_to")):
        say(f"  {word('ship_to', language)}: {address}")


def _party(page: OrderPage, reference: str | None) -> str:
    """A person or company in one line; what was erased stays a reference."""
    data: Mapping[str, Any] | None = page.parties.get(reference or "")
    if not data:
        return reference or ""
    address = data.get("address") or {}
    places = ("street", "district", "city", "region", "postcode", "country")
    parts = [data.get(key) for key in ("name", "company", "phone")] + [address.get(key) for key in places]
    return ", ".join(str(part) for part in parts if part)


def _show_goods(page: OrderPage, data: OrderData, language: str) -> None:
    """What is ordered now. The records know it with how far each line is; without any it is as received."""
    now = data.ordered
    total = page.order.total if now is None else now.total
    say(f"  {word('total', language)}: {total} {page.order.currency}")
    _tell_changes(page, data, language)
    show_lines(data.lines or page.lines, page.document["lines"], language)


def _tell_changes(page: OrderPage, data: OrderData, language: str) -> None:
    if not data.revisions:
        return
    facts = {
        "times": len(data.revisions),
        "last": moment(data.revisions[-1].time),
        "lines": len(page.document["lines"]),
        "total": page.document["total"],
        "currency": page.order.currency,
    }
    say(f"  {word('revised', language).format_map(facts)}")


def show_received(page: OrderPage, language: str) -> None:
    """The lines and the total of an order as it was received; the input of one that was called."""
    if page.order.parent is not None:
        show_json(page.document)
        return
    lines = page.document["lines"]
    show_lines(lines, lines, language)
    say(f"{word('total', language)}: {page.document['total']} {page.order.currency}")


def line_ids(page: OrderPage, data: OrderData) -> list[str]:
    """The ids of an order's lines, those that were taken out behind the others; none of one that was
    called."""
    lines = (*data.lines, *page.document["lines"]) if page.order.parent is None else ()
    return list(dict.fromkeys(line["id"] for line in lines))
