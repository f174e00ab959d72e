"""Services declare what they take, give and may refuse; the catalogue holds them all."""

from typing import Any, cast

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from activities.catalogue import AnyService, catalogue
from activities.service import Call, InvalidInputError, outside_service
from application.ports import OutsidePorts
from orders.fields import Quantity


class Wish(BaseModel):
    """An input."""

    sku: str
    quantity: Quantity


class Grant(BaseModel):
    """An output."""

    granted: bool


@outside_service("test.grant", queue="erp", errors=("NOT_TODAY",))
def grant(_ports: OutsidePorts, _call: Call, request: Wish) -> Grant:
    """A service for these tests."""
    return Grant(granted=request.quantity < 5)


NO_PORTS, NO_CALL = cast(OutsidePorts, None), cast(Call, None)


def test_a_declared_service_is_known_by_name_types_errors_and_queue() -> None:
    signature = grant.signature

    assert (signature.name, signature.queue) == ("test.grant", "erp")
    assert signature.errors == {"NOT_TODAY"}
    assert signature.input["properties"]["quantity"] == {
        "type": "number",
        "exclusiveMinimum": 0,
        "maximum": 1_000_000,
    }
    assert signature.output["required"] == ["granted"]


def test_a_service_runs_on_plain_values() -> None:
    result = grant.run(NO_PORTS, NO_CALL, {"sku": "CUP", "quantity": 3})

    assert result == {"granted": True}


@pytest.mark.parametrize("value", [None, {"sku": "CUP"}, {"sku": "CUP", "quantity": "3"}])
def test_input_that_does_not_fit_is_named(value: Any) -> None:
    with pytest.raises(InvalidInputError) as caught:
        grant.run(NO_PORTS, NO_CALL, value)

    assert str(caught.value).startswith("test.grant cannot use its input: ")


@pytest.mark.parametrize("declared", catalogue().values(), ids=lambda declared: declared.name)
def test_every_service_has_schemas_of_closed_objects(declared: AnyService) -> None:
    schemas = [declared.signature.input, declared.signature.output]

    for schema in schemas:
        Draft202012Validator.check_schema(schema)

    assert [schema["type"] for schema in schemas] == ["object", "object"]
    assert schemas[0]["additionalProperties"] is False
    assert not [text for text in map(str, schemas) if "$ref" in text]


def test_two_services_of_one_name_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "activities.services.product.twin",
        outside_service("stock.check", queue="erp")(grant.function),
        raising=False,
    )

    with pytest.raises(ValueError, match=r"two services are called stock\.check"):
        catalogue()
