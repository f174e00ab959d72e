"""The port `Catalogue`, fulfilled by PostgreSQL."""

from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy import Connection, Row, Text, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from application.ports import Product
from database.tables import products

# One array instead of a list of parameters: 5,000 lines are one parameter, and one statement text.
_FIND = select(products).where(products.c.sku == any_(bindparam("skus", type_=ARRAY(Text))))


class SqlCatalogue:
    """Looks products up, one statement however many."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def products(self, skus: Collection[str]) -> Mapping[str, Product]:
        """The products with these numbers; unknown numbers are left out."""
        rows = self._connection.execute(_FIND, {"skus": list(skus)})
        return {row.sku: _product(row) for row in rows}


def _product(row: Row[Any]) -> Product:
    return Product(
        sku=row.sku,
        name=row.name,
        unit=row.unit,
        price=row.price,
        currency=row.currency,
        active=row.active,
        specification={name: tuple(values) for name, values in row.specification.items()},
        substitutes=tuple(row.substitutes),
    )
