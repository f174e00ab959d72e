"""What must be true of the interpreter after every stimulus, whatever the process."""

from engine.interpreter import (
    GENESIS,
    Advance,
    Record,
    State,
    apply,
    broken_link,
    open_calls,
    open_children,
    plain_stimulus,
    read_record,
    read_stimulus,
    record_body,
    refusal_of,
    restore,
    snapshot,
    step,
)
from engine.interpreter.stimuli import AnyStimulus
from engine.model import Process
from engine.values import decode, encode


class Invariants:
    """Checks them; keeps a state that is only folded from records."""

    def __init__(self, process: Process) -> None:
        self._process = process
        self._folded = State()

    def before(self, state: State) -> bytes:
        """What ``check`` wants to know of the state before a stimulus."""
        return snapshot(state)

    def check(
        self, before: bytes, stimulus: AnyStimulus, advance: Advance, state: State, records: list[Record]
    ) -> None:
        """Everything that must be true now."""
        assert restore(snapshot(state)) == state, "a snapshot keeps all of the state"
        self._check_fold(advance, state)
        self._check_chain(before, advance)
        self._check_replay(before, stimulus, advance, state)
        self._check_state(state)

    def _check_fold(self, advance: Advance, state: State) -> None:
        for record in advance.records:
            apply(self._folded, read_record(record_body(record), record.hash))
        assert self._folded == state, "folding the records rebuilds the state"

    def _check_chain(self, before: bytes, advance: Advance) -> None:
        head = restore(before).hash
        assert broken_link(advance.records, head) is None, "the hash chain is whole"
        assert head != GENESIS or not advance.records or advance.records[0].seq == 1

    def _check_replay(self, before: bytes, stimulus: AnyStimulus, advance: Advance, state: State) -> None:
        """Another process, which has only what was stored, comes to the same records."""
        replayed = restore(before)
        predicted = refusal_of(self._process, replayed, stimulus)
        stored = encode(plain_stimulus(stimulus) | {"readings": list(advance.readings)})
        again = step(self._process, replayed, read_stimulus(decode(stored)))  # type: ignore[arg-type]
        assert again.records == advance.records, "a replay gives the same records"
        assert again.refusal == advance.refusal == predicted, "a refusal can be predicted"
        assert replayed == state, "a replay gives the same state"
        assert not (advance.refusal and advance.records), "a refusal changes nothing"

    def _check_state(self, state: State) -> None:
        calls = {call.call for call in open_calls(self._process, state)}
        assert calls | {*open_children(state)} == set(state.calls)
        for instance in state.instances.values():
            assert instance.parent == 0 or instance.parent in state.instances, "no orphan"
        for timer in state.timers.values():
            assert timer.instance in state.instances, "no timer without its instance"
        if state.over:
            left = (state.instances, state.timers, state.calls, state.kept, state.children, state.by_element)
            assert not any(left), f"nothing is left when the process is over: {left}"
