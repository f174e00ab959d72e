"""Every declared error has somewhere to go, and every handler something to catch."""

from collections.abc import Iterator
from dataclasses import dataclass

from engine.compiler.draft import Draft
from engine.compiler.report import did_you_mean
from engine.language.places import Path
from engine.model import CallActivity, Element, End, Handler, ServiceCall, Split

JOIN_UNREACHABLE = "JOIN_UNREACHABLE"


@dataclass(frozen=True, slots=True)
class Raised:
    """An error code that an element may raise, and where that is written."""

    code: str
    element: Element
    path: Path
    must_be_caught: bool = True


def check_errors(draft: Draft) -> None:
    """Findings for errors that nothing catches, and for handlers of errors that nothing raises."""
    raised = [error for element in draft.elements.values() for error in _raised_by(draft, element)]
    caught: set[str] = set()
    for error in raised:
        handlers = _catching(draft, error)
        caught |= {handler.id for handler in handlers}
        if handlers:
            continue
        if error.must_be_caught and error.code not in draft.process.errors:
            _uncaught(draft, error)
    for handler in _handlers(draft):
        if handler.trigger.kind == "error" and handler.id not in caught:
            _nothing_raised(draft, handler, sorted({error.code for error in raised}))


def _raised_by(draft: Draft, element: Element) -> Iterator[Raised]:
    match element:
        case ServiceCall():
            signature = draft.known.services.get(element.service)
            for code in sorted(signature.errors) if signature else ():
                yield Raised(code, element, draft.path(element.id, "service"))
        case CallActivity():
            callee = draft.callees.get(element.id)
            for code in sorted(callee.errors) if callee and element.wait else ():
                yield Raised(code, element, draft.path(element.id, "process"))
        case End(error=str() as code):
            yield Raised(code, element, draft.path(element.id, "error"))
        case Split() if element.join.count is not None:
            yield Raised(JOIN_UNREACHABLE, element, draft.path(element.id, "join"), must_be_caught=False)


def _catching(draft: Draft, error: Raised) -> list[Handler]:
    """The handlers that could take an error, all of the nearest host that has one.

    Inside a compensation an error is caught by nothing; there it becomes an incident.
    """
    hosts = [error.element.handlers]
    for place in draft.around(draft.places[error.element.id].flow):
        if place.role == "compensation":
            break
        if place.role == "handler":  # a handler's own errors concern what is around its host
            hosts.append(())
            if place.owner is None:
                break
            continue
        hosts.append(draft.elements[place.owner].handlers if place.owner else draft.handlers)
    taking = ([h for h in host if _takes(h, error.code)] for host in hosts)
    return next((handlers for handlers in taking if handlers), [])


def _takes(handler: Handler, code: str) -> bool:
    return handler.trigger.kind == "error" and handler.trigger.name in (code, "*")


def _handlers(draft: Draft) -> Iterator[Handler]:
    yield from draft.handlers
    for element in draft.elements.values():
        yield from element.handlers


def _uncaught(draft: Draft, error: Raised) -> None:
    source = "" if isinstance(error.element, End) else f" of `{error.element.id}`"
    message = f"nothing catches the error `{error.code}`{source}"
    cure = f"add `onEvent: [{{error: {error.code}, flow: […]}}]` here or around it"
    if isinstance(error.element, End):
        cure += f", or declare `{error.code}` under `errors` if it ends the process"
    draft.report.error("uncaught-error", message, cure, error.path)


def _nothing_raised(draft: Draft, handler: Handler, codes: list[str]) -> None:
    code = handler.trigger.name
    if code == "*" and not codes:
        return
    message = f"nothing inside raises the error `{code}`"
    draft.report.error(
        "unknown-error", message, did_you_mean(code, codes, "error"), draft.path(handler.id, "error")
    )
