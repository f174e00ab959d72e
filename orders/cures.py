"""What is wrong with a field, in our words: pydantic's names for errors, our codes and the cures."""

from collections.abc import Mapping

# What pydantic calls an error -> (our code, what to do about it). `{…}` is filled from the error's context.
CURES: Mapping[str, tuple[str, str]] = {
    "missing": ("missing-field", "add the field"),
    "extra_forbidden": ("unknown-field", "remove the field, or correct its name{nearest}"),
    "string_type": ("wrong-type", "write a text; put digits into quotes"),
    "string_too_short": ("empty-text", "write something, or leave the field out"),
    "string_too_long": ("text-too-long", "shorten it to {max_length} characters"),
    "string_pattern_mismatch": ("wrong-form", "write {form}"),
    "string_unicode": ("unprintable", "remove what is no valid Unicode"),
    "unprintable": ("unprintable", "remove control characters"),
    "not_a_number": ("wrong-type", "write a number without quotes, such as 12 or 19.90"),
    "not_a_date": ("wrong-type", "write a date such as 2026-03-31"),
    "date_from_datetime_parsing": ("wrong-date", "write a date such as 2026-03-31"),
    "date_parsing": ("wrong-date", "write a date such as 2026-03-31"),
    "int_type": ("wrong-type", "write a whole number without quotes"),
    "greater_than": ("too-small", "give a value above {gt}"),
    "greater_than_equal": ("too-small", "give a value of at least {ge}"),
    "less_than_equal": ("too-large", "give a value of at most {le}; split the order if it is meant so"),
    "decimal_max_digits": ("too-precise", "round it to {max_digits} digits"),
    "decimal_whole_digits": ("too-large", "give a smaller number"),
    "decimal_max_places": ("too-precise", "round it to {decimal_places} digits after the point"),
    "finite_number": ("wrong-type", "write an ordinary number"),
    "literal_error": ("unknown-word", "use one of {expected}"),
    "list_type": ("wrong-type", "write a list"),
    "too_short": ("too-few", "give at least {min_length}"),
    "too_long": ("too-many", "give at most {max_length}; split the order"),
    "dict_type": ("wrong-type", "write fields with values"),
    "model_type": ("wrong-type", "write fields with values"),
    "nobody": ("no-customer", "give customer.id, or customer.party with at least a name"),
    "deposit": ("payment-terms", "give deposit_percent with type deposit, and only there"),
    "net_days": ("payment-terms", "use type on_account or deposit, or remove net_days"),
    "no_purchase_number": ("no-purchase-number", "write the number that the customer has given the order"),
    "no_company": ("no-customer", "give customer.id: manufacturing is for known companies"),
    "not_manufacturing": ("not-manufacturing", "write kind: manufacturing, or remove the field"),
    "bool_type": ("wrong-type", "write true or false"),
    "mixed_currencies": ("mixed-currencies", "send one order for each currency"),
    "double_line_id": ("double-line-id", "give every line its own id, or none"),
}
UNKNOWN = ("invalid", "correct the field")
