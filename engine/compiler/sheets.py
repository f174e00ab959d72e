"""Decision tables as sheets, for CSV and Excel, and back to YAML.

The first cell of a row says what it holds: ``decision``, ``name``, ``hitPolicy``; ``column`` (when, then,
because, because zh), ``id``, ``expression``, ``label``, ``label zh``, ``values``, ``default``; ``rule``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from engine.compiler.literals import as_feel
from engine.compiler.loading.decision_logic import feel_value, unary_tests
from engine.compiler.loading.decisions import load_decisions
from engine.compiler.sheet_cells import cell_text, literal_of, literals_of, yaml_scalar
from engine.compiler.sources import read_sources
from engine.compiler.texts import text
from engine.language.authoring.decision import Decision
from engine.language.authoring.reading import read_as
from engine.values import Finding

Rows: TypeAlias = list[list[str]]
MAX_ROWS, MAX_COLUMNS = 5_100, 300
_HEAD = ("decision", "name", "hitPolicy")
_PARTS = ("column", "id", "expression", "label", "label zh", "values", "default")
_KINDS = ("when", "then", "because", "because zh")
_PATH = re.compile(r"(rules|inputs|outputs)(?:\[(\d+)\]\.(?:when|then)|)\.(\w+)(?:\.(\w+))?.*")


def sheet_of(data: bytes, file: str) -> Rows | list[Finding]:
    """The sheet of a decision table in YAML, or why there is none."""
    sources, findings = read_sources({file: data})
    errors = [finding for finding in findings if finding.severity == "error"]
    decisions = [source for source in sources if source.kind == "decision"]
    if errors or not decisions:
        return errors or [Finding("not-a-table", "this is no decision", "give a decision table", file)]
    authored, wrong = read_as(Decision, decisions[0].document)
    if authored is None:
        return wrong
    more = [
        p
        for p in ("value", "types", "given", "uses", "knowledge", "decisions", "services")
        if authored.wrote(p)
    ]
    if more or authored.inputs is None or authored.outputs is None or authored.rules is None:
        why = f"`{more[0]}` has no place in a sheet" if more else "this is no whole decision table"
        return [Finding("not-a-table", why, "only decision tables become sheets", file)]
    return list(_rows(authored))


def _rows(authored: Decision) -> Iterator[list[str]]:
    inputs, outputs, rules = dict(authored.inputs or {}), dict(authored.outputs or {}), authored.rules or []
    name = text(authored.name)
    yield ["decision", authored.decision]
    yield ["name", name.en, *([name.zh] if name.zh != name.en else [])]
    yield ["hitPolicy", authored.hit_policy]
    yield ["column", *("when" for _ in inputs), *("then" for _ in outputs), "because", "because zh"]
    yield ["id", *inputs, *outputs]
    yield ["expression", *(raw.expression or "" for raw in inputs.values())]
    for part, chinese in (("label", False), ("label zh", True)):
        labels = [*(raw.label for raw in inputs.values()), *(raw.label for raw in outputs.values())]
        yield [part, *("" if label is None else _side(label, chinese=chinese) for label in labels)]
    tested = ["" if raw.values is None else unary_tests(raw.values) for raw in inputs.values()]
    yield ["values", *tested, *(", ".join(map(as_feel, raw.values or ())) for raw in outputs.values())]
    defaults = [feel_value(raw.default) if raw.wrote("default") else "" for raw in outputs.values()]
    yield ["default", *("" for _ in inputs), *defaults]
    for rule in rules:
        because = (
            ["", ""] if rule.because is None else [_side(rule.because, chinese=c) for c in (False, True)]
        )
        tests = [unary_tests(rule.when[i]) if i in rule.when else "" for i in inputs]
        yield ["rule", *tests, *(feel_value(rule.then.get(o)) for o in outputs), *because]


def _side(raw: Any, *, chinese: bool) -> str:
    """One language of a text; Chinese is left out where it is the same."""
    found = text(raw)
    return ("" if found.zh == found.en else found.zh) if chinese else found.en


@dataclass(frozen=True, slots=True)
class _Column:
    index: int
    kind: str
    id: str


def yaml_of(cells: Sequence[Sequence[Any]], file: str) -> str | list[Finding]:
    """The YAML of a sheet, or everything that is wrong with it, with the cell of each finding."""
    return _SheetReader(cells, file).yaml()


class _SheetReader:
    def __init__(self, cells: Sequence[Sequence[Any]], file: str) -> None:
        self._file = file
        self._cells = [[cell_text(cell) for cell in row] for row in cells]
        self._findings: list[Finding] = []
        self._at: dict[str, int] = {}
        self._rules: list[int] = []

    def yaml(self) -> str | list[Finding]:
        self._index()
        if self._findings:
            return self._findings
        columns = self._columns()
        if self._findings:
            return self._findings
        written = "\n".join(self._lines(columns)) + "\n"
        return self._findings or self._checked(written, columns) or written

    def _index(self) -> None:
        if len(self._cells) > MAX_ROWS or max(map(len, self._cells), default=0) > MAX_COLUMNS:
            self._find("too-large", f"more than {MAX_ROWS} rows or {MAX_COLUMNS} columns", "split it", 0, 0)
            return
        for number, row in enumerate(self._cells):
            kind = row[0] if row else ""
            if kind == "rule":
                self._rules.append(number)
            elif kind in self._at:
                self._find("duplicate-key", f"`{kind}` stands twice", "remove one", number, 0)
            elif kind in _HEAD or kind in _PARTS:
                self._at[kind] = number
            elif any(row):
                cure = f"begin the row with one of {', '.join((*_HEAD, *_PARTS, 'rule'))}"
                self._find("unknown-row", f"`{kind[:40]}` is no kind of row", cure, number, 0)
        for kind in ("decision", "name", "column", "id"):
            if kind not in self._at:
                self._find("missing-field", f"the row `{kind}` is missing", "add it", 0, 0)

    def _columns(self) -> list[_Column]:
        kinds, ids = self._row("column"), self._row("id")
        found: list[_Column] = []
        for index, kind in enumerate(kinds[1:], 1):
            if not kind:
                continue
            column = _Column(index, kind, ids[index] if index < len(ids) else "")
            if kind not in _KINDS:
                cure = f"write one of {', '.join(_KINDS)}"
                self._find(
                    "wrong-value", f"`{kind[:40]}` is no kind of column", cure, self._at["column"], index
                )
            elif kind in ("when", "then") and not column.id:
                self._find("missing-field", "the column has no id", "add one", self._at["id"], index)
            elif any(c.kind == kind and c.id == column.id for c in found):
                self._find("duplicate-id", f"`{column.id}` stands twice", "rename one", self._at["id"], index)
            found.append(column)
        return found

    def _row(self, kind: str) -> list[str]:
        return self._cells[self._at[kind]] if kind in self._at else []

    def _cell(self, kind: str, column: int) -> str:
        row = self._row(kind)
        return row[column] if column < len(row) else ""

    def _lines(self, columns: list[_Column]) -> Iterator[str]:
        english = self._cell("name", 1)
        yield "lang: 1"
        yield f"decision: {yaml_scalar(self._cell('decision', 1))}"
        yield f"name: {_text(english, self._cell('name', 2))}"
        yield f"hitPolicy: {yaml_scalar(self._cell('hitPolicy', 1) or 'unique')}"
        yield "inputs:" + ("" if any(c.kind == "when" for c in columns) else " {}")
        for column in columns:
            if column.kind == "when":
                values = self._cell("values", column.index)
                yield f"  {column.id}: {self._column(column, values=values)}"
        yield "outputs:" + ("" if any(c.kind == "then" for c in columns) else " {}")
        for column in columns:
            if column.kind == "then":
                yield f"  {column.id}: {self._column(column, values=self._allowed(column))}"
        yield "rules:" + ("" if self._rules else " []")
        for number in self._rules:
            yield f"  - {self._rule(number, columns)}"

    def _allowed(self, column: _Column) -> list[Any] | None:
        written = self._cell("values", column.index)
        found = literals_of(written) if written else None
        if written and found is None:
            message = "the possible values of a conclusion are literals with commas between"
            self._find("not-a-literal", message, 'write "a", "b"', self._at["values"], column.index)
        return found

    def _column(self, column: _Column, values: Any) -> str:
        parts = []
        if expression := self._cell("expression", column.index):
            parts.append(f"expression: {yaml_scalar(expression)}")
        if label := self._cell("label", column.index):
            parts.append(f"label: {_text(label, self._cell('label zh', column.index))}")
        if values:
            parts.append(f"values: {yaml_scalar(values)}")
        if default := self._cell("default", column.index):
            parts.append(f"default: {yaml_scalar(literal_of(default))}")
        return f"{{{', '.join(parts)}}}"

    def _rule(self, number: int, columns: list[_Column]) -> str:
        row = self._cells[number]
        cells = [(column, row[column.index] if column.index < len(row) else "") for column in columns]
        when = ", ".join(f"{c.id}: {yaml_scalar(cell)}" for c, cell in cells if c.kind == "when" and cell)
        then = ", ".join(
            f"{c.id}: {yaml_scalar(literal_of(cell) if cell else None)}"
            for c, cell in cells
            if c.kind == "then"
        )
        why = {column.kind: cell for column, cell in cells if column.kind.startswith("because")}
        because = (
            f", because: {_text(why['because'], why.get('because zh', ''))}" if why.get("because") else ""
        )
        return f"{{when: {{{when}}}, then: {{{then}}}{because}}}"

    def _checked(self, written: str, columns: list[_Column]) -> list[Finding]:
        """What is wrong with the decision itself, at the cells that it came from."""
        file = "decisions/sheet.yaml"
        sources, findings = read_sources({file: written.encode()})
        errors = [finding for finding in findings if finding.severity == "error"]
        if not errors:
            found = load_decisions(sources, {}).findings
            errors = [finding for finding in found if finding.severity == "error"]
        return [self._placed(finding, columns) for finding in errors]

    def _placed(self, finding: Finding, columns: list[_Column]) -> Finding:
        match = _PATH.fullmatch(finding.path)
        row, column = 0, 0
        if match:
            kind = {"inputs": "when", "outputs": "then"}.get(match[1]) or finding.path.split(".")[1]
            part = match[4] or ("expression" if finding.code == "feel-syntax" else "id")
            column = next((c.index for c in columns if c.id == match[3] and c.kind == kind), 0)
            row = self._rules[int(match[2])] if match[2] else self._at.get(part, self._at["id"])
        elif finding.path in self._at:
            row, column = self._at[finding.path], 1
        return self._at_cell(finding, row, column)

    def _find(self, code: str, message: str, cure: str, row: int, column: int) -> None:
        self._findings.append(self._at_cell(Finding(code, message, cure), row, column))

    def _at_cell(self, finding: Finding, row: int, column: int) -> Finding:
        return replace(finding, file=self._file, line=row + 1, column=column + 1, path=cell_name(row, column))


def cell_name(row: int, column: int) -> str:
    """``B7``, as spreadsheets name it; row and column count from 0."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _text(english: str, chinese: str) -> str:
    if not chinese:
        return yaml_scalar(english)
    return f"{{en: {yaml_scalar(english)}, zh: {yaml_scalar(chinese)}}}"
