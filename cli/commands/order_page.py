"""One order on the terminal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from application.ports.read_model import OrderPage
from cli.commands.family import show_family
from cli.commands.inbox import show_tasks
from cli.commands.incidents import show_incidents
from cli.output import moment, say, show_json, show_table
from cli.words import word

if TYPE_CHECKING:
    from application.texts.labels import Labels


def show_page(page: OrderPage, labels: Labels, language: str) -> None:
    """Head, lines, open tasks and open incidents."""
    _show_head(page, labels, language)
    if page.order.parent is None:
        _show_lines(page.document, language)
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
    say(f"  {word('total', language)}: {page.order.total} {page.order.currency}")


def _party(page: OrderPage, reference: str | None) -> str:
    """A person or company in one line; what was erased stays a reference."""
    data: Mapping[str, Any] | None = page.parties.get(reference or "")
    if not data:
        return reference or ""
    address = data.get("address") or {}
    places = ("street", "district", "city", "region", "postcode", "country")
    parts = [data.get(key) for key in ("name", "company", "phone")] + [address.get(key) for key in places]
    return ", ".join(str(part) for part in parts if part)


def _show_lines(document: Mapping[str, Any], language: str) -> None:
    keys = ("line", "goods", "quantity", "unit_price", "amount")
    show_table([word(key, language) for key in keys], (_line(line) for line in document["lines"]))


def _line(line: Mapping[str, Any]) -> list[str]:
    details = ", ".join(f"{name} {value}" for name, value in line["specification"].items())
    goods = " ".join(part for part in (line["sku"], line.get("name") or "", details) if part)
    quantity = f"{line['quantity']} {line['unit']}"
    return [line["id"], goods, quantity, str(line["unit_price"]), str(line["amount"])]
