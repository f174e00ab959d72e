"""The port `Engineering`, fulfilled by PostgreSQL."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from application.ports import BuyRoute, Limits, MakeRoute, ProductRoute
from database.tables import product_routes

_FIND = select(product_routes).where(product_routes.c.sku == any_(bindparam("skus", type_=ARRAY(Text))))


class SqlEngineering:
    """Looks routes up, one statement however many."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def routes(self, skus: Collection[str]) -> Mapping[str, ProductRoute]:
        """As Engineering."""
        rows = self._connection.execute(_FIND, {"skus": list(skus)})
        return {row.sku: _route(row) for row in rows}


def _route(row: Row[Any]) -> ProductRoute:
    return ProductRoute(
        sku=row.sku,
        models=tuple(row.models),
        technical={name: Limits(**limits) for name, limits in row.technical.items()},
        cost=row.cost,
        make=None if row.make is None else MakeRoute(**row.make),
        buy=None if row.buy is None else BuyRoute(**row.buy),
    )
