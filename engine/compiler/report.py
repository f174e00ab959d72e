"""Collects what is wrong with one document."""

from engine.feel import nearest
from engine.language.authoring.doubts import STAND_IN
from engine.language.document import Document
from engine.language.places import Path
from engine.values import Finding


class Report:
    """The findings of one document, each at its place."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.findings: list[Finding] = []

    def error(self, code: str, message: str, cure: str, path: Path, *, key: bool = False) -> None:
        """Something that refuses the document."""
        self.findings.append(self.document.at(Finding(code, message, cure), path, key=key))

    def warning(self, code: str, message: str, cure: str, path: Path, *, key: bool = False) -> None:
        """Something that is probably not meant."""
        finding = Finding(code, message, cure, severity="warning")
        self.findings.append(self.document.at(finding, path, key=key))

    def unknown(self, kind: str, name: str, known: list[str], path: Path, *, key: bool = False) -> None:
        """A name that nothing has; the cure is the nearest name that something has."""
        code = f"unknown-{kind.replace(' ', '-')}"
        self.error(code, f"there is no {kind} `{name}`", did_you_mean(name, known, kind), path, key=key)

    def doubtful(self, kind: str, name: str, known: list[str], path: Path) -> None:
        """A name that nothing has today, though something may tomorrow."""
        code = f"unknown-{kind.replace(' ', '-')}"
        self.warning(code, f"there is no {kind} `{name}`", did_you_mean(name, known, kind), path)

    @property
    def failed(self) -> bool:
        """Whether anything refuses the document."""
        return any(finding.severity == "error" for finding in self.findings)


def did_you_mean(name: str, known: list[str], kind: str) -> str:
    """The cure for an unknown name."""
    known = [name for name in known if not name.startswith(STAND_IN)]
    if meant := nearest(name, known):
        return f"did you mean `{meant}`?"
    if not known:
        return f"there is no {kind} at all here; declare one"
    return f"known: {', '.join(sorted(known)[:12])}" + (", …" if len(known) > 12 else "")
