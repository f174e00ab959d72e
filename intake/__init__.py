"""Channel readers: bytes of some format become orders, or findings about what is wrong with them."""

from intake.documents import Intake, read_orders

__all__ = ["Intake", "read_orders"]
