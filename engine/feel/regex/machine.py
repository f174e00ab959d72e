"""Parts → instructions, and the machine that runs them: backtracking with a step count, no recursion.

Python's own ``re`` cannot be interrupted: a pattern such as ``(a+)+$`` would freeze the worker.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias, assert_never

from engine.feel.regex.charset import CharSet
from engine.feel.regex.pattern import (
    BackReference,
    Choice,
    Group,
    LineEnd,
    LineStart,
    One,
    Part,
    RegexError,
    Repeat,
    Sequence,
)

MAX_INSTRUCTIONS = 20_000
Charge: TypeAlias = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Consume:
    members: CharSet


@dataclass(frozen=True, slots=True)
class Split:
    """Try ``first``; when that fails, ``second``."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Jump:
    target: int


@dataclass(frozen=True, slots=True)
class Save:
    """Remember the position in a register."""

    register: int


@dataclass(frozen=True, slots=True)
class Advanced:
    """Fail unless the position has moved since it was saved: an empty round would never end."""

    register: int


@dataclass(frozen=True, slots=True)
class Assert:
    holds: Callable[[str, int], bool]


@dataclass(frozen=True, slots=True)
class Repeated:
    number: int
    any_case: bool


@dataclass(frozen=True, slots=True)
class Accept:
    """The whole pattern has matched."""


Instruction: TypeAlias = Consume | Split | Jump | Save | Advanced | Assert | Repeated | Accept


class Assembler:
    """Writes the instructions of a part one after the other."""

    def __init__(self, groups: int) -> None:
        self.code: list[Instruction] = []
        self.registers = 2 * (groups + 1)
        self._parts = 0

    def emit(self, instruction: Instruction) -> int:
        """Append; gives the index. Raises RegexError when the program gets too long."""
        if len(self.code) >= MAX_INSTRUCTIONS:
            raise RegexError("the pattern repeats too much")
        self.code.append(instruction)
        return len(self.code) - 1

    def part(self, part: Part) -> None:  # noqa: PLR0912 - one case a kind of part
        """The instructions of a part."""
        self._parts += 1  # counted apart from the code: repeating nothing writes no instruction
        if self._parts > MAX_INSTRUCTIONS:
            raise RegexError("the pattern repeats too much")
        match part:
            case One(members=members):
                self.emit(Consume(members))
            case Sequence(parts=parts):
                for inner in parts:
                    self.part(inner)
            case Choice(parts=parts):
                self._choice(parts)
            case Repeat():
                self._repeat(part)
            case Group(part=inner, number=None):
                self.part(inner)
            case Group(part=inner, number=int(number)):
                self.emit(Save(2 * number))
                self.part(inner)
                self.emit(Save(2 * number + 1))
            case BackReference(number=number, any_case=any_case):
                self.emit(Repeated(number, any_case))
            case LineStart(each_line=each_line):
                self.emit(Assert(_at_line_start if each_line else _at_start))
            case LineEnd(each_line=each_line):
                self.emit(Assert(_at_line_end if each_line else _at_end))
            case Group():
                raise RegexError("a group without a number")
            case _:
                assert_never(part)

    def _choice(self, parts: tuple[Part, ...]) -> None:
        jumps = []
        for inner in parts[:-1]:
            split = self.emit(Jump(0))
            self.part(inner)
            jumps.append(self.emit(Jump(0)))
            self.code[split] = Split(split + 1, len(self.code))
        self.part(parts[-1])
        for jump in jumps:
            self.code[jump] = Jump(len(self.code))

    def _repeat(self, repeat: Repeat) -> None:
        for _ in range(repeat.least):
            self.part(repeat.part)
        if repeat.most is None:
            self._endless(repeat)
            return
        splits = []
        for _ in range(repeat.most - repeat.least):
            splits.append(self.emit(Jump(0)))
            self.part(repeat.part)
        for split in splits:
            self.code[split] = _split(split + 1, len(self.code), repeat.greedy)

    def _endless(self, repeat: Repeat) -> None:
        register = self.registers
        self.registers += 1
        split = self.emit(Jump(0))
        self.emit(Save(register))
        self.part(repeat.part)
        self.emit(Advanced(register))
        self.emit(Jump(split))
        self.code[split] = _split(split + 1, len(self.code), repeat.greedy)


def _split(inside: int, behind: int, greedy: bool) -> Split:
    return Split(inside, behind) if greedy else Split(behind, inside)


def _at_start(_text: str, position: int) -> bool:
    return position == 0


def _at_end(text: str, position: int) -> bool:
    return position == len(text)


def _at_line_start(text: str, position: int) -> bool:
    return position == 0 or (text[position - 1] == "\n" and position < len(text))


def _at_line_end(text: str, position: int) -> bool:
    return position == len(text) or text[position] == "\n"


def run(
    code: list[Instruction], registers: int, text: str, start: int, charge: Charge
) -> tuple[int, ...] | None:
    """Match at ``start``: the saved positions (-1 for none; 0 and 1 are the whole match), or None.

    Every instruction is charged, so the budget of the evaluation ends patterns that explode.
    """
    saved = (start, -1, *([-1] * (registers - 2)))
    pending: list[tuple[int, int, tuple[int, ...]]] = [(0, start, saved)]
    steps = 0
    while pending:
        index, position, saved = pending.pop()
        while index >= 0:
            steps += 1
            if steps & 7 == 0:
                charge(8 + registers)
            instruction = code[index]
            match instruction:
                case Consume(members=members):
                    moves = position < len(text) and members(text[position])
                    index, position = (index + 1, position + 1) if moves else (-1, position)
                case Split(first=first, second=second):
                    pending.append((second, position, saved))
                    index = first
                case Jump(target=target):
                    index = target
                case Save(register=register):
                    saved = (*saved[:register], position, *saved[register + 1 :])
                    index += 1
                case Advanced(register=register):
                    index = index + 1 if saved[register] != position else -1
                case Assert(holds=holds):
                    index = index + 1 if holds(text, position) else -1
                case Repeated():
                    position = _repeat_group(instruction, saved, text, position)
                    index = index + 1 if position >= 0 else -1
                case Accept():
                    return (saved[0], position, *saved[2:])
                case _:
                    assert_never(instruction)
    return None


def _repeat_group(instruction: Repeated, saved: tuple[int, ...], text: str, position: int) -> int:
    """The position behind another copy of the group, or -1."""
    start, end = saved[2 * instruction.number], saved[2 * instruction.number + 1]
    wanted = text[start:end] if end >= 0 else ""
    found = text[position : position + len(wanted)]
    same = found.casefold() == wanted.casefold() if instruction.any_case else found == wanted
    return position + len(wanted) if same else -1
