"""Calls of services, checked against their signatures."""

from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

from engine.compiler.draft import Draft
from engine.compiler.literals import expressions_in
from engine.compiler.report import did_you_mean
from engine.compiler.shapes import ANY, Shape, shape_of
from engine.language.places import Path
from engine.model import ServiceSignature


def check_call(draft: Draft, name: str, given: Mapping[str, Any], path: Path) -> ServiceSignature | None:
    """The signature of a service, when there is one; findings for inputs that do not fit it.

    ``path`` is the place of the mapping that has ``service`` and ``input``.
    """
    signature = draft.known.services.get(name)
    if signature is None:
        draft.report.unknown("service", name, list(draft.known.services), (*path, "service"))
        return None
    properties: Mapping[str, Any] = signature.input.get("properties", {})
    _check_unknown(draft, signature, properties, given, path)
    for required in signature.input.get("required", ()):
        if required not in given:
            message = f"the service `{name}` needs the input `{required}`"
            place = (*path, "input") if given else path
            draft.report.error("missing-input", message, f"add `{required}: =…` to `input`", place)
    for key, value in given.items():
        if key in properties:
            _check_literal(draft, signature, key, value, (*path, "input", key))
    return signature


def result_shape(signature: ServiceSignature | None) -> Shape:
    """What is known of a service's result."""
    return shape_of(signature.output) if signature and signature.output else ANY


def _check_unknown(
    draft: Draft,
    signature: ServiceSignature,
    properties: Mapping[str, Any],
    given: Mapping[str, Any],
    path: Path,
) -> None:
    if signature.input.get("additionalProperties"):
        return
    for key in given:
        if key not in properties:
            message = f"the service `{signature.name}` has no input `{key}`"
            cure = did_you_mean(key, list(properties), "input")
            draft.report.error("unknown-input", message, cure, (*path, "input", key), key=True)


def _check_literal(draft: Draft, signature: ServiceSignature, key: str, value: Any, path: Path) -> None:
    """Literals can be checked before anything runs; expressions cannot."""
    if next(expressions_in(value, ()), None) is not None:
        return
    schema = {**signature.input["properties"][key], "$defs": signature.input.get("$defs", {})}
    error = next(Draft202012Validator(schema).iter_errors(value), None)
    if error is not None:
        message = f"the input `{key}` of `{signature.name}` does not take this: {error.message}"
        draft.report.error("wrong-input", message, "look the service's input up and correct the value", path)
