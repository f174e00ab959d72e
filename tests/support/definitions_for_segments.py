"""A small process and its services, made for looking at segments."""

from collections.abc import Callable

from pydantic import BaseModel

from activities.service import Call, Service, service
from application.ports import Message, Ports

SMALL = """
lang: 1
process: small
version: 1
name: {en: Small, zh: 小}
input: {order: any}
stages: {review: {en: Review, zh: 审核}, work: {en: Work, zh: 工作}}
messages:
  paid: {early: keep, dedupe: =message.reference}
  cancel_requested: {}
variables: {noted: {initial: null}}
onEvent:
  - message: cancel_requested
    flow:
      - {type: compensate}
      - {type: end, terminate: true, status: cancelled}
flow:
  - {id: before, type: serviceTask, stage: review, service: test.note, input: {text: before}}
  - {id: review, type: userTask, candidateGroups: [clerks], outcomes: [accept, reject], due: PT10M}
  - id: decided
    type: exclusiveGateway
    branches: [{when: 'review.outcome = "reject"', flow: [{type: end, terminate: true, status: rejected}]}]
    default: []
  - id: note
    type: serviceTask
    stage: work
    service: test.note
    input: {text: ="price " + string(order.price)}
    output: noted
    compensation: {service: test.note, input: {text: undone}}
  - {id: second, type: serviceTask, service: test.note, input: {text: second}}
  - {id: wait_paid, type: message, message: paid}
  - {id: done, type: milestone}
"""


class Note(BaseModel):
    """What is noted."""

    text: str


class Noted(BaseModel):
    """The key under which it was."""

    key: str


Meanwhile = Callable[[Call, Note], None]


def noting(name: str = "test.note", meanwhile: Meanwhile = lambda _call, _note: None) -> Service[Note, Noted]:
    """A service with an effect that can be counted: a row in the outbox. `meanwhile` happens after the row is
    written, inside the service."""

    @service(name)
    def note(ports: Ports, call: Call, request: Note) -> Noted:
        ports.outbox.put(call.origin(), Message("note", "en", None, {"text": request.text}))
        meanwhile(call, request)
        return Noted(key=call.key)

    return note
