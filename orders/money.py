"""Money: an exact amount in one currency."""

from decimal import ROUND_HALF_EVEN, Decimal

from orders.fields import Currency, Number, Vocabulary

# ISO 4217 minor units that differ from the usual two.
_MINOR_UNITS = {
    **dict.fromkeys("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF".split(), 0),
    **dict.fromkeys("BHD IQD JOD KWD LYD OMR TND".split(), 3),
}


class Money(Vocabulary):
    """An amount in major units (19.90 is nineteen yuan ninety) and its ISO 4217 currency."""

    amount: Number
    currency: Currency

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


def round_amount(amount: Decimal, currency: str) -> Decimal:
    """Round half to even to what the currency can pay."""
    return amount.quantize(Decimal(1).scaleb(-_MINOR_UNITS.get(currency, 2)), rounding=ROUND_HALF_EVEN)
