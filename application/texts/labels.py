"""The definition's own names for elements, stages and outcomes; ids stand in where there is none."""

from dataclasses import dataclass

from engine.model import Process, Text, UserTask


@dataclass(frozen=True, slots=True)
class Labels:
    """Names from a process definition, or ids when it is not at hand."""

    process: Process | None = None

    def element(self, id_: str, language: str) -> str:
        """The name of an element."""
        element = self.process.elements.get(id_) if self.process else None
        return (element.name.of(language) if element else "") or id_

    def stage(self, id_: str, language: str) -> str:
        """The name of a stage."""
        stages = dict(self.process.stages) if self.process else {}
        return _of(stages.get(id_), id_, language)

    def status(self, id_: str, language: str) -> str:
        """The name of a status that a definition ends an order with."""
        return _of(self.process.status_texts.get(id_) if self.process else None, id_, language)

    def variables(self) -> list[str] | None:
        """The variables that the definition declares, in its order; None when it is not at hand."""
        return [declaration.name for declaration in self.process.variables] if self.process else None

    def outcome(self, element: str, id_: str, language: str) -> str:
        """The name of an outcome of a user task."""
        task = self.process.elements.get(element) if self.process else None
        texts = dict(task.outcomes) if isinstance(task, UserTask) else {}
        return _of(texts.get(id_), id_, language)


def _of(text: Text | None, id_: str, language: str) -> str:
    return (text.of(language) if text else "") or id_
