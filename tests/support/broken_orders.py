"""Broken files of orders, with what should come of them."""

import copy
import json
from typing import Any

_ORDER: dict[str, Any] = {
    "channel": "web-shop",
    "external_number": "SO-1",
    "customer": {"id": "C-1001"},
    "currency": "CNY",
    "lines": [{"sku": "CUP-001", "quantity": 2, "unit_price": 29.9}],
}


def order(**fields: Any) -> dict[str, Any]:
    return {**copy.deepcopy(_ORDER), **fields}


def line(**fields: Any) -> dict[str, Any]:
    return order(lines=[{**_ORDER["lines"][0], **fields}])


def without(field: str) -> dict[str, Any]:
    return {name: value for name, value in order().items() if name != field}


def text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


_GOOD = text(order(external_number="GOOD"))
_YAML = """\
channel: web-shop
external_number: SO-1
customer: {id: C-1001}
currency: CNY
lines:
  - {sku: CUP-001, quantity: 2, unit_price: 29.90}
"""
_ENTRY = "- " + _YAML.replace("SO-1", "A%s").replace("\n", "\n  ").rstrip(" ")

# What the file holds, and what comes of it: the numbers of good orders, then code and place of each finding.
CASES: dict[str, tuple[str | bytes, str]] = {
    "trunc-list": ("[1,2", "wrong-type 1:2, wrong-type 1:4, json-syntax 1:5"),
    "trunc-obj": ('{"channel": "web-shop", "lines": [', "json-syntax 1:35"),
    "trunc-text": ('{"channel": "web-sh', "json-syntax 1:13"),
    "nan": (text(_ORDER).replace("29.9", "NaN"), "wrong-type 1:159"),
    "inf": (text(_ORDER).replace("29.9", "-Infinity"), "wrong-type 1:159"),
    "colour": (text(order(colour="red")), "unknown-field 1:167"),
    "line-colour": (text(line(colour="red")), "unknown-field 1:165"),
    "quantty": (
        text({**_ORDER, "lines": [{"sku": "X", "quantty": 2, "unit_price": 1}]}),
        "unknown-field 1:124",
    ),
    "XXX": (text(order(currency="XXX")), "unknown-currency 1:94"),
    "ABC": (text(order(currency="ABC")), "unknown-currency 1:94"),
    "RMB": (text(order(currency="RMB")), "unknown-currency 1:94"),
    "cny": (text(order(currency="cny")), "wrong-form 1:94"),
    "country-ZZ": (
        text(
            order(customer={"party": {"name": "a", "address": {"street": "s", "city": "c", "country": "ZZ"}}})
        ),
        "unknown-country 1:139",
    ),
    "1e3 q": (text(_ORDER).replace('"quantity": 2', '"quantity": 1e3'), "SO-1"),
    "1e3 p": (text(_ORDER).replace("29.9", "1e3"), "SO-1"),
    "1e-3 p": (text(_ORDER).replace("29.9", "1e-3"), "SO-1"),
    "1e400": (text(_ORDER).replace("29.9", "1e400"), "too-large 1:159"),
    "1e9999": (text(_ORDER).replace("29.9", "1e9999"), "number-too-large 1:159"),
    "huge digits": (text(_ORDER).replace("29.9", "9" * 5000), "number-too-large 1:159"),
    "40 digits": (text(_ORDER).replace("29.9", "9" * 40), "number-too-large 1:159"),
    "q too big": (text(line(quantity=10**9)), "too-large 1:142"),
    "q 0": (text(line(quantity=0)), "too-small 1:142"),
    "q -1": (text(line(quantity=-1)), "too-small 1:142"),
    "q text": (text(line(quantity="2")), "wrong-type 1:142"),
    "q true": (text(line(quantity=True)), "wrong-type 1:142"),
    "q null": (text(line(quantity=None)), "wrong-type 1:142"),
    "q list": (text(line(quantity=[2])), "wrong-type 1:142"),
    "q obj": (text(line(quantity={"a": 1})), "wrong-type 1:142"),
    "q 4 places": (text(line(quantity=1.2345)), "too-precise 1:142"),
    "price neg": (text(line(unit_price=-5)), "too-small 1:159"),
    "price comma": (text(line(unit_price="29,90")), "wrong-type 1:159"),
    "price yen": (text(line(unit_price="¥29.90")), "wrong-type 1:159"),
    "lines obj": (text(order(lines={"sku": "X"})), "wrong-type 1:110"),
    "lines empty": (text(order(lines=[])), "too-few 1:110"),
    "lines null": (text(order(lines=None)), "wrong-type 1:110"),
    "lines text": (text(order(lines="CUP-001 x 2")), "wrong-type 1:110"),
    "line text": (text(order(lines=["CUP-001"])), "wrong-type 1:111"),
    "lines 6000": (text(order(lines=[_ORDER["lines"][0]] * 6000)), "too-many 1:110"),
    "no channel": (text(without("channel")), "missing-field 1:1"),
    "no customer": (text(without("customer")), "missing-field 1:1"),
    "customer text": (text(order(customer="C-1001")), "wrong-type 1:64"),
    "customer empty": (text(order(customer={})), "no-customer 1:64"),
    "customer id num": (text(order(customer={"id": 1001})), "wrong-type 1:71"),
    "customer unknown": (text(order(customer={"ID": "C-1"})), "unknown-field 1:65"),
    "party no name": (
        text(order(customer={"party": {"phone": "abc", "email": "no"}})),
        "missing-field 1:74, wrong-form 1:84, wrong-form 1:100",
    ),
    "lots": (
        text(
            {
                "channel": "Web Shop",
                "external_number": "",
                "customer": {},
                "currency": "yuan",
                "lines": [{"quantity": "x"}, {"sku": "", "quantity": -1, "unit_price": "a"}],
                "priority": 200,
                "language": "de",
                "requested_delivery": "soon",
            }
        ),
        (
            "wrong-form 1:13, empty-text 1:44, no-customer 1:60, wrong-form 1:76, missing-field 1:94, "
            "missing-field 1:94, wrong-type 1:107, empty-text 1:121, "
            "too-small 1:137, wrong-type 1:155, too-large 1:174, unknown-word 1:191, wrong-date 1:219"
        ),
    ),
    "date 2026-02-30": (text(order(requested_delivery="2026-02-30")), "wrong-date 1:189"),
    "date slash": (text(order(requested_delivery="2026/03/31")), "wrong-date 1:189"),
    "date num": (text(order(requested_delivery=20260331)), "wrong-type 1:189"),
    "dup ids": (
        text(
            order(
                lines=[
                    {"id": "1", "sku": "A", "quantity": 1, "unit_price": 1},
                    {"id": "1", "sku": "B", "quantity": 1, "unit_price": 1},
                    {"id": "1", "sku": "B", "quantity": 1, "unit_price": 1},
                ]
            )
        ),
        "double-line-id 1:175, double-line-id 1:232",
    ),
    "dup ids and else": (
        text(
            order(
                currency="cny",
                lines=[
                    {"id": "1", "sku": "A", "quantity": 1, "unit_price": 1},
                    {"id": "1", "sku": "B", "quantity": 1, "unit_price": 1},
                ],
            )
        ),
        "wrong-form 1:94, double-line-id 1:175",
    ),
    "dup keys json": (
        '{"channel":"a","channel":"b","external_number":"SO-1","customer":{"id":"C-1"},"currency":"CNY","lines":[{"sku":"A","quantity":1,"unit_price":1}]}',
        "duplicate-key 1:16",
    ),
    "dup keys yaml": (_YAML + "currency: EUR\n", "duplicate-key 7:1"),
    "mixed currencies": (
        text(
            order(
                lines=[
                    {"sku": "A", "quantity": 1, "unit_price": 1, "currency": "EUR"},
                    {"sku": "A", "quantity": 1, "unit_price": 1, "currency": "USD"},
                ]
            )
        ),
        "mixed-currencies 1:168, mixed-currencies 1:233",
    ),
    "empty": ("", "no-orders 1:1"),
    "number": ("5", "wrong-type 1:1"),
    "text": ("hello", "wrong-type 1:1"),
    "empty list": ("[]", "no-orders 1:1"),
    "empty obj": (
        "{}",
        "missing-field 1:1, missing-field 1:1, missing-field 1:1, missing-field 1:1, missing-field 1:1",
    ),
    "list of lists": ("[[1]]", "wrong-type 1:2"),
    "list mixed": (
        "[" + _GOOD + ', 5, null, "x"]',
        "GOOD, wrong-type 1:169, wrong-type 1:172, wrong-type 1:178",
    ),
    "orders empty": ('{"orders": []}', "no-orders 1:1"),
    "orders obj": ('{"orders": {"a": 1}}', "wrong-type 1:12"),
    "orders null": ('{"orders": null}', "wrong-type 1:12"),
    "order key": ('{"order": ' + _GOOD + "}", "unknown-field 1:1"),
    "bom": ("\ufeff" + _GOOD, "GOOD"),
    "crlf": (_YAML.replace("\n", "\r\n"), "SO-1"),
    "crlf bad": (_YAML.replace("\n", "\r\n").replace("quantity: 2", "quantity: -2"), "too-small 6:30"),
    "utf16": (_GOOD.encode("utf-16"), "not-utf8 1:1"),
    "utf16 nobom": (_GOOD.encode("utf-16-le"), "not-utf8 1:1"),
    "gbk": (_YAML.replace("CUP-001", "CUP-001, name: 杯子").encode("gbk"), "not-utf8 6:26"),
    "latin1": (_YAML.replace("CUP-001", "CUP-001, name: Tässe").encode("latin-1"), "not-utf8 6:27"),
    "binary": (bytes(range(256)) * 4, "not-utf8 2:118"),
    "nul": (_YAML.replace("web", "w\x00b"), "yaml-syntax 1:11"),
    "tab yaml": (_YAML.replace("  - ", "\t- "), "yaml-syntax 6:1"),
    "tab in json": (_GOOD.replace(", ", ",\t"), "GOOD"),
    "bomb": (
        "\n".join(["k0: &a0 [x]"] + [f"k{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]" for i in range(1, 10)]),
        "too-many-values 8:10",
    ),
    "merge": (_YAML.replace("lines:", "<<: {priority: 5}\nlines:"), "yaml-merge 5:1"),
    "multi docs one bad": (
        _YAML + "---\n" + _YAML.replace("2,", "-2,") + "---\n" + _YAML.replace("SO-1", "SO-3"),
        "SO-1, SO-3, too-small 13:30",
    ),
    "multi docs syntax": (
        _YAML + "---\n" + _YAML.replace("{sku", "[sku") + "---\n" + _YAML.replace("SO-1", "SO-3"),
        "SO-1, SO-3, yaml-syntax 13:50",
    ),
    "jsonl broken mid": (
        _GOOD + "\n" + _GOOD[:50] + "\n" + _GOOD.replace("GOOD", "G2"),
        "GOOD, G2, json-syntax 2:51",
    ),
    "jsonl broken first": (
        _GOOD[:-3] + "\n" + _GOOD + "\n" + _GOOD.replace("GOOD", "G2"),
        "GOOD, G2, json-syntax 1:163",
    ),
    "jsonl broken first2": (
        _GOOD[:30] + "\n" + _GOOD + "\n" + _GOOD.replace("GOOD", "G2"),
        "GOOD, G2, json-syntax 1:25",
    ),
    "jsonl broken first and second": (
        _GOOD[:30] + "\n" + _GOOD[:40] + "\n" + _GOOD.replace("GOOD", "G2"),
        "G2, json-syntax 1:25, json-syntax 2:25",
    ),
    "jsonl last": (_GOOD + "\n" + _GOOD[:30], "GOOD, json-syntax 2:25"),
    "jsonl comma": (_GOOD + ",\n" + _GOOD.replace("GOOD", "G2"), "G2, json-syntax 1:166"),
    "jsonl junk line": (_GOOD + "\nhello\n" + _GOOD.replace("GOOD", "G2"), "GOOD, G2, wrong-type 2:1"),
    "yaml list one syntax": (
        _ENTRY % 1 + (_ENTRY % 2).replace("{sku", "[sku") + _ENTRY % 3,
        "A1, A3, yaml-syntax 12:52",
    ),
    "yaml list quote": (
        _ENTRY % 1 + (_ENTRY % 2).replace("CUP-001", '"CUP-001') + _ENTRY % 3,
        "A1, A3, yaml-syntax 12:13",
    ),
    "yaml list indent": (
        _ENTRY % 1 + (_ENTRY % 2).replace("  currency", " currency") + _ENTRY % 3,
        "A1, A3, yaml-syntax 10:2",
    ),
    "yaml orders one syntax": (
        "orders:\n"
        + "".join(
            "  " + x + "\n"
            for x in (_ENTRY % 1 + (_ENTRY % 2).replace("{sku", "[sku") + _ENTRY % 3).splitlines()
        ),
        "A1, A3, yaml-syntax 13:54",
    ),
    "json array one syntax": (
        "[\n"
        + _GOOD
        + ",\n"
        + text(order(external_number="BAD")).replace('"CNY",', '"CNY"')
        + ",\n"
        + _GOOD.replace("GOOD", "G3")
        + "\n]",
        "GOOD, G3, json-syntax 3:99",
    ),
    "json array missing comma": (
        "[\n" + _GOOD + "\n" + _GOOD.replace("GOOD", "G3") + "\n]",
        "GOOD, G3, json-syntax 3:1",
    ),
    "json array pretty one syntax": (
        json.dumps(
            [order(external_number="G1"), order(external_number="BAD"), order(external_number="G3")], indent=2
        ).replace('"external_number": "BAD",', '"external_number": BAD",'),
        "G1, G3, wrong-form 19:24",
    ),
    "json trailing comma": (_GOOD.replace('"CNY",', '"CNY",,'), "json-syntax 1:100"),
    "single quotes": (str(_ORDER), "SO-1"),
    "yaml bool country": (_YAML.replace("CNY", "NO"), "wrong-form 4:11"),
    "sku number": (text(line(sku=12345)), "wrong-type 1:119"),
    "ext number number": (text(order(external_number=123)), "wrong-type 1:44"),
    "priority float": (text(order(priority=50.5)), "wrong-type 1:179"),
    "priority text": (text(order(priority="high")), "wrong-type 1:179"),
    "spec nested": (text(line(specification={"colour": {"a": 1}})), "wrong-type 1:193"),
    "spec key": (text(line(specification={"Colour Name": "x"})), "wrong-form 1:183"),
    "long name": (text(line(name="x" * 5000)), "text-too-long 1:173"),
    "emoji": (text(line(name="😀")), "SO-1"),
    "ctrl": (text(line(name="a\x07b")), "unprintable 1:173"),
    "ctrl esc": (text(line(name="a b")).replace("a b", "a\\u0000b"), "unprintable 1:173"),
    "surrogate": (text(line(name="a b")).replace("a b", "\\ud800"), "yaml-syntax 1:176"),
    "kind": (text(order(kind="wholesale")), "unknown-word 1:175"),
    "mfg": (text(order(kind="manufacturing")), "no-purchase-number 1:1"),
    "retail model": (text(line(model="M1")), "not-manufacturing 1:174"),
    "payment": (text(order(payment={"type": "deposit"})), "payment-terms 1:178"),
    "payment2": (text(order(payment="prepaid")), "wrong-type 1:178"),
    "payment3": (
        text(order(payment={"type": "prepaid", "net_days": 400, "deposit_percent": 120})),
        "too-large 1:210, too-large 1:234",
    ),
    "channel slash": (text(order(channel="Web/Shop")), "wrong-form 1:13"),
    "ext space": (text(order(external_number="SO 1 ")), "wrong-form 1:44"),
    "deep": ("[" * 100 + "]" * 100, "too-deep 1:13"),
    "xml": ("<order><id>1</id></order>", "wrong-type 1:1"),
    "beside orders": ('{"orders": [' + _GOOD + '], "chanel": "x"}', "GOOD, unknown-field 1:181"),
    "yaml date 2026-1-5": (_YAML + "requested_delivery: 2026-1-5\n", "wrong-date 7:21"),
    "yaml octal": (_YAML.replace("29.90", "0x1F"), "SO-1"),
    "yaml price words": (_YAML.replace("29.90", "twenty"), "wrong-type 6:45"),
    "yaml missing space": (_YAML.replace("currency: CNY", "currency:CNY"), "yaml-syntax 5:1"),
    "price many digits": (
        text(line(unit_price=0)).replace(": 0}", ": 0.1234567890123}"),
        "too-precise 1:159",
    ),
}
