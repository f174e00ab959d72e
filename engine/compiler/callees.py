"""What a process may know of another one that it calls, or of itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from engine.compiler.draft import Draft
from engine.compiler.outline import parts_of
from engine.compiler.scope import closed
from engine.compiler.shapes import ANY, Shape
from engine.language.authoring.activities import CallActivity, SendTask
from engine.language.authoring.process import Process as Authored
from engine.model import CalledProcess, Process, Send


@dataclass(frozen=True, slots=True)
class Callee:
    """The outside of a process: inputs, outputs, errors, the messages that it understands (``messages``) and
    those that it sends to its parent (``tells``)."""

    called: CalledProcess
    inputs: frozenset[str]
    outputs: frozenset[str]
    errors: frozenset[str]
    messages: frozenset[str]
    tells: frozenset[str]

    def result_shape(self) -> Shape:
        """What is known of the result of a call."""
        return closed(**dict.fromkeys(("number", "status", *self.outputs), ANY))


def find_callee(draft: Draft, call: CallActivity) -> Callee | None:
    """The process that is called; None, with a finding, when there is none that is sound."""
    if call.process == draft.process.process and call.version in (None, draft.process.version):
        return _itself(draft.process)
    versions = draft.known.processes.get(call.process, {})
    version = call.version if call.version is not None else max(versions, default=0)
    if version in versions:
        return _other(versions[version], latest=call.binding == "latest")
    _not_found(draft, call, versions)
    return None


def _not_found(draft: Draft, call: CallActivity, versions: Mapping[int, Process]) -> None:
    broken = draft.known.broken
    if ("circle", call.process) in broken and ("circle", draft.process.process) in broken:
        return  # that is one mistake, and was found already
    if ("process", call.process) in broken:
        message = f"the process `{call.process}` has errors of its own"
        draft.report.error("uses-broken", message, "correct the process first", (*call.place, "process"))
        return
    if not versions:
        names = [*draft.known.processes, draft.process.process]
        draft.report.unknown("process", call.process, names, (*call.place, "process"))
        return
    known = ", ".join(str(version) for version in sorted(versions))
    message = f"`{call.process}` has no version {call.version}"
    draft.report.error("unknown-version", message, f"there are: {known}", (*call.place, "version"))


def _itself(process: Authored) -> Callee:
    parts = parts_of(process)
    tells = (part.message for part in parts if isinstance(part, SendTask) and part.to == "parent")
    return Callee(
        CalledProcess(process.process, process.version, ""),
        frozenset(process.input),
        frozenset(process.output),
        frozenset(process.errors),
        frozenset(process.messages),
        frozenset(tells),
    )


def _other(process: Process, *, latest: bool) -> Callee:
    digest = None if latest else process.digest
    return Callee(
        CalledProcess(process.name, process.version, digest),
        frozenset(process.inputs),
        frozenset(assignment.path[0] for assignment in process.output),
        process.errors,
        frozenset(process.messages),
        frozenset(_tells(process)),
    )


def _tells(process: Process) -> Iterable[str]:
    for element in process.elements.values():
        if isinstance(element, Send) and element.call is None and element.order is None:
            yield element.message
