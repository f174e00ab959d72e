"""What the orders' namespace on a Temporal server needs before the first order."""

from collections.abc import Mapping
from datetime import timedelta

from temporalio.api.enums.v1 import IndexedValueType
from temporalio.api.namespace.v1 import NamespaceConfig
from temporalio.api.operatorservice.v1 import AddSearchAttributesRequest, ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import UpdateNamespaceRequest
from temporalio.client import Client

from stack.addresses import Addresses
from stack.connection import connect


async def keep_histories(addresses: Addresses, days: int) -> None:
    """A development server forgets closed orders after a day; ours keeps them this long."""
    client = await connect(addresses)
    config = NamespaceConfig()
    config.workflow_execution_retention_ttl.FromTimedelta(timedelta(days=days))
    request = UpdateNamespaceRequest(namespace=client.namespace, config=config)
    await client.workflow_service.update_namespace(request)


async def register_search_attributes(client: Client, wanted: Mapping[str, str]) -> tuple[str, ...]:
    """Adds those that the namespace lacks; returns their names. Never changes one that is there."""
    request = ListSearchAttributesRequest(namespace=client.namespace)
    known = (await client.operator_service.list_search_attributes(request)).custom_attributes
    missing = {name: kind for name, kind in wanted.items() if name not in known}
    if missing:
        kinds = {name: IndexedValueType.Value(_constant(kind)) for name, kind in missing.items()}
        addition = AddSearchAttributesRequest(namespace=client.namespace, search_attributes=kinds)
        await client.operator_service.add_search_attributes(addition)
    return tuple(missing)


def _constant(kind: str) -> str:
    return "INDEXED_VALUE_TYPE_" + ("KEYWORD_LIST" if kind == "KeywordList" else kind.upper())
