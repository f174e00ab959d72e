"""What is wrong with a field, in our words: pydantic's names for errors, our codes, sentences and cures.

``{…}`` is filled from the error's context and by `orders.telling`: ``subject`` is the path of the field,
``found`` what stands there, ``example`` what could.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Words:
    """Our code for an error; in each language the sentence and the cure."""

    code: str
    en: tuple[str, str]
    zh: tuple[str, str]

    def of(self, language: Language) -> tuple[str, str]:
        """Sentence and cure in a language."""
        return self.zh if language == "zh" else self.en


_NUMBER = ("write a number without quotes, such as 12 or 19.90", "写不带引号的数字，例如 12 或 19.90")
_DATE = Words(
    "wrong-date",
    ("{subject} is {found}, no date", "write a date such as 2026-03-31"),
    ("{subject} 是 {found}，不是日期", "写成 2026-03-31 这样的日期"),
)
_GROUP = Words(
    "wrong-type",
    ("{subject} is {found}, not fields with values", "write {example}"),
    ("{subject} 是 {found}，不是带值的字段", "写成 {example}"),
)

_UNCOUNTABLE = Words(
    "wrong-type",
    ("{subject} is {found}, which nobody can count or pay", _NUMBER[0]),
    ("{subject} 是 {found}，无法计数或支付", _NUMBER[1]),
)

WORDS: Mapping[str, Words] = {
    "missing": Words(
        "missing-field", ("{subject} is missing", "add {example}"), ("缺少 {subject}", "补上 {example}")
    ),
    "extra_forbidden": Words(
        "unknown-field",
        ("{subject} is not a field of an order", "remove the field, or correct its name{nearest}"),
        ("订单没有字段 {subject}", "删除该字段，或更正字段名{nearest}"),
    ),
    "string_type": Words(
        "wrong-type",
        ("{subject} is {found}, not a text", "write a text; put digits into quotes"),
        ("{subject} 是 {found}，不是文本", "写成文本；数字要加引号"),
    ),
    "string_too_short": Words(
        "empty-text",
        ("{subject} is empty", "write something, or leave the field out"),
        ("{subject} 是空的", "填写内容，或去掉该字段"),
    ),
    "string_too_long": Words(
        "text-too-long",
        ("{subject} has more than {max_length} characters: {found}", "shorten it to {max_length} characters"),
        ("{subject} 超过 {max_length} 个字符：{found}", "缩短到 {max_length} 个字符以内"),
    ),
    "string_pattern_mismatch": Words(
        "wrong-form",
        ("{subject} is {found}, which does not have the form that is needed", "write {form}"),
        ("{subject} 是 {found}，格式不对", "写成{form}"),
    ),
    "empty_form": Words(
        "empty-text", ("{subject} is empty", "write {form}"), ("{subject} 是空的", "写成{form}")
    ),
    "wrong_key": Words(
        "wrong-form",
        ("{found} in {around} cannot be the name of a field", "write {form}"),
        ("{around} 中的 {found} 不能作为字段名", "写成{form}"),
    ),
    "unknown_currency": Words(
        "unknown-currency",
        ("{subject} is {found}; there is no such currency", "write a currency's code (ISO 4217){nearest}"),
        ("{subject} 是 {found}；没有这种货币", "写货币代码（ISO 4217）{nearest}"),
    ),
    "unknown_country": Words(
        "unknown-country",
        ("{subject} is {found}; there is no such country", "write a country's code (ISO 3166), such as CN"),
        ("{subject} 是 {found}；没有这个国家或地区", "写国家或地区代码（ISO 3166），例如 CN"),
    ),
    "string_unicode": Words(
        "unprintable",
        ("{subject} holds what is no text", "remove what is no valid Unicode"),
        ("{subject} 含有不是文本的内容", "去掉无效的 Unicode 字符"),
    ),
    "unprintable": Words(
        "unprintable",
        (
            "{subject} contains characters that cannot be printed or stored",
            "remove control characters",
        ),
        ("{subject} 含有无法显示或保存的字符", "去掉控制字符"),
    ),
    "not_a_number": Words(
        "wrong-type",
        ("{subject} is {found}, not a number", _NUMBER[0]),
        ("{subject} 是 {found}，不是数字", _NUMBER[1]),
    ),
    "not_an_amount": _UNCOUNTABLE,
    "finite_number": _UNCOUNTABLE,
    "not_a_scalar": Words(
        "wrong-type",
        ("{subject} is {found}, neither text nor number", "write a text, a number, true or false"),
        ("{subject} 是 {found}，既不是文本也不是数字", "写成文本、数字、true 或 false"),
    ),
    "not_a_date": Words(
        "wrong-type",
        ("{subject} is {found}, not a date", "write a date such as 2026-03-31"),
        ("{subject} 是 {found}，不是日期", "写成 2026-03-31 这样的日期"),
    ),
    "date_from_datetime_parsing": _DATE,
    "date_parsing": _DATE,
    "int_type": Words(
        "wrong-type",
        ("{subject} is {found}, not a whole number", "write a whole number without quotes"),
        ("{subject} 是 {found}，不是整数", "写不带引号的整数"),
    ),
    "bool_type": Words(
        "wrong-type",
        ("{subject} is {found}, neither true nor false", "write true or false"),
        ("{subject} 是 {found}，既不是 true 也不是 false", "写 true 或 false"),
    ),
    "list_type": Words(
        "wrong-type",
        ("{subject} is {found}, not a list", "write a list, such as {example}"),
        ("{subject} 是 {found}，不是列表", "写成列表，例如 {example}"),
    ),
    "dict_type": _GROUP,
    "model_type": _GROUP,
    "greater_than": Words(
        "too-small",
        ("{subject} is {found}; it must be above {gt}", "give a value above {gt}"),
        ("{subject} 是 {found}；必须大于 {gt}", "填写大于 {gt} 的值"),
    ),
    "greater_than_equal": Words(
        "too-small",
        ("{subject} is {found}; it must be at least {ge}", "give a value of at least {ge}"),
        ("{subject} 是 {found}；不能小于 {ge}", "填写不小于 {ge} 的值"),
    ),
    "less_than_equal": Words(
        "too-large",
        ("{subject} is {found}; it must be at most {le}", "give a value of at most {le}"),
        ("{subject} 是 {found}；不能大于 {le}", "填写不大于 {le} 的值"),
    ),
    "decimal_max_digits": Words(
        "too-precise",
        ("{subject} is {found}, more than {max_digits} digits", "round it to {max_digits} digits"),
        ("{subject} 是 {found}，超过 {max_digits} 位数字", "四舍五入到 {max_digits} 位数字"),
    ),
    "decimal_whole_digits": Words(
        "too-large",
        ("{subject} is {found}, too large a number", "give a smaller number"),
        ("{subject} 是 {found}，数字太大", "填写较小的数字"),
    ),
    "decimal_max_places": Words(
        "too-precise",
        (
            "{subject} is {found}, more than {decimal_places} digits after the point",
            "round it to {decimal_places} digits after the point",
        ),
        ("{subject} 是 {found}，小数超过 {decimal_places} 位", "保留 {decimal_places} 位小数"),
    ),
    "literal_error": Words(
        "unknown-word",
        ("{subject} is {found}, none of {expected}", "use one of {expected}"),
        ("{subject} 是 {found}，不在 {expected} 之中", "使用 {expected} 之一"),
    ),
    "too_short": Words(
        "too-few",
        ("{subject} is {found}; at least {min_length} are needed", "give at least {min_length}"),
        ("{subject} 是 {found}；至少需要 {min_length} 项", "至少填写 {min_length} 项"),
    ),
    "too_long": Words(
        "too-many",
        (
            "{subject} is {found}; at most {max_length} are taken",
            "give at most {max_length}; split the order",
        ),
        ("{subject} 是 {found}；最多 {max_length} 项", "最多 {max_length} 项；请拆分订单"),
    ),
    "nobody": Words(
        "no-customer",
        (
            "{subject} names nobody: it has neither id nor party",
            "give customer.id, or customer.party with at least a name",
        ),
        (
            "{subject} 没有写明客户：既没有 id 也没有 party",
            "填写 customer.id，或至少带 name 的 customer.party",
        ),
    ),
    "no_deposit": Words(
        "payment-terms",
        ("payment of type deposit has no deposit_percent", "add deposit_percent: 30"),
        ("付款方式为 deposit，却没有 deposit_percent", "补上 deposit_percent: 30"),
    ),
    "deposit": Words(
        "payment-terms",
        ("deposit_percent goes with type deposit only", "write type: deposit, or remove deposit_percent"),
        ("只有付款方式 deposit 才有 deposit_percent", "写 type: deposit，或删除 deposit_percent"),
    ),
    "net_days": Words(
        "payment-terms",
        (
            "net_days goes with types on_account and deposit only",
            "use type on_account or deposit, or remove net_days",
        ),
        (
            "只有付款方式 on_account 和 deposit 才有 net_days",
            "改为 on_account 或 deposit，或删除 net_days",
        ),
    ),
    "no_purchase_number": Words(
        "no-purchase-number",
        (
            "an order for manufacture has no purchase_number",
            "write the number that the customer has given the order",
        ),
        ("生产订单缺少 purchase_number", "填写客户的采购单号"),
    ),
    "no_company": Words(
        "no-customer",
        (
            "an order for manufacture names no known customer",
            "give customer.id: manufacturing is for known companies",
        ),
        ("生产订单没有写明已登记的客户", "填写 customer.id：生产只面向已登记的公司"),
    ),
    "not_manufacturing": Words(
        "not-manufacturing",
        ("{field} in an order of kind {kind}", "write kind: manufacturing, or remove the field"),
        ("{kind} 类订单中出现了 {field}", "写 kind: manufacturing，或删除该字段"),
    ),
    "mixed_currencies": Words(
        "mixed-currencies",
        ("a line in {theirs} in an order in {ours}", "send one order for each currency"),
        ("订单货币是 {ours}，这一行却是 {theirs}", "每种货币各发一张订单"),
    ),
    "double_line_id": Words(
        "double-line-id",
        ("another line has the id {id} too", "give every line its own id, or none"),
        ("另一行也用了编号 {id}", "每行使用不同的 id，或都不写"),
    ),
    "too_many_bytes": Words(
        "order-too-large",
        (
            "the order takes {size} bytes, more than {limit}",
            "split it into several orders, or shorten names and specifications",
        ),
        ("订单有 {size} 字节，超过 {limit}", "拆分为多张订单，或缩短名称和规格"),
    ),
}
UNKNOWN = Words(
    "invalid", ("{subject} is {found}, which does not fit", "correct the field"),
    ("{subject} 是 {found}，不合适", "更正该字段"),
)  # fmt: skip
