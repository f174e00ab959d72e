"""Short ways to write decision models and to ask them."""

from typing import Any

from engine.compiler import Library, compile_definitions
from engine.decisions import Outcome
from engine.values import Finding

_HEAD = (
    '<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="{name}" namespace="{namespace}">'
)


def dmn(body: str, name: str = "model", namespace: str = "urn:model") -> bytes:
    """A .dmn file around its elements."""
    return f"{_HEAD.format(name=name, namespace=namespace)}{body}</definitions>".encode()


def decision(name: str, logic: str, needs: str = "", type_: str = "") -> str:
    """A decision; ``needs`` are words like ``input:x``, ``decision:y``, ``knowledge:z``."""
    kind = f' typeRef="{type_}"' if type_ else ""
    tags = {"input": "requiredInput", "decision": "requiredDecision", "knowledge": "requiredKnowledge"}
    requirements = ""
    for need in needs.split():
        what, _, target = need.partition(":")
        around = "knowledgeRequirement" if what == "knowledge" else "informationRequirement"
        href = target if "#" in target else f"#{target}"
        requirements += f'<{around}><{tags[what]} href="{href}"/></{around}>'
    head = f'<decision id="{name}" name="{name}"><variable name="{name}"{kind}/>'
    return f"{head}{requirements}{logic}</decision>"


def given(name: str, type_: str = "") -> str:
    """Input data."""
    kind = f' typeRef="{type_}"' if type_ else ""
    return f'<inputData id="{name}" name="{name}"><variable name="{name}"{kind}/></inputData>'


def literal(text: str, type_: str = "") -> str:
    """A literal expression."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    kind = f' typeRef="{type_}"' if type_ else ""
    return f"<literalExpression{kind}><text>{escaped}</text></literalExpression>"


def compiled(**files: bytes | str) -> Library:
    """Files by stem: XML is a .dmn file, anything else a decision in YAML."""
    named = {}
    for stem, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        ending = "dmn" if data.lstrip().startswith(b"<") else "yaml"
        named[f"decisions/{stem}.{ending}"] = data
    return compile_definitions(named, {})


def errors(library: Library) -> list[Finding]:
    """What refuses a file."""
    return [finding for finding in library.findings if finding.severity == "error"]


def outcome(content: bytes | str | Library, name: str, /, **values: Any) -> Outcome:
    """What a decision of a sound model gives."""
    library = content if isinstance(content, Library) else compiled(model=content)
    assert errors(library) == []
    return library.decisions[name].evaluate(values)


def value(content: bytes | str | Library, name: str, /, **values: Any) -> Any:
    """Its value."""
    return outcome(content, name, **values).value
