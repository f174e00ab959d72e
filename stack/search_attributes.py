"""By what orders can be searched in Temporal's own pages."""

from collections.abc import Mapping

from application.messages import (
    CHANNEL_ATTRIBUTE,
    CUSTOMER_ATTRIBUTE,
    DUE_ATTRIBUTE,
    INCIDENTS_ATTRIBUTE,
    PROCESS_ATTRIBUTE,
    STAGE_ATTRIBUTE,
)


def search_attributes() -> Mapping[str, str]:
    """Names and kinds, as Temporal calls them."""
    return {
        PROCESS_ATTRIBUTE: "Keyword",
        STAGE_ATTRIBUTE: "Keyword",
        CUSTOMER_ATTRIBUTE: "Keyword",
        CHANNEL_ATTRIBUTE: "Keyword",
        DUE_ATTRIBUTE: "Datetime",
        INCIDENTS_ATTRIBUTE: "Int",
    }
