"""Generated FEEL texts: well formed and nested, over all operators and built-in functions."""

from hypothesis import strategies as st

from engine.feel import BUILT_IN_NAMES

ATOMS = st.sampled_from(
    [
        "0", "1", "-1", "2.5", "1e30", "9999999999999999999999999999999999", "0.0000001", '""', '"abc"',
        '"(a+)+$"', "true", "false", "null", "a", "xs", "order", "missing", "item", "partial", "[]", "{}",
        "[1..5]", "(< 3)", '@"2024-02-29"', '@"P1D"', '@"-P1Y2M"', '@"10:00:00"', "now()",
        '@"2024-03-31T02:30:00@Europe/Paris"',
    ]
)  # fmt: skip
BINARY = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or", "in"])
FUNCTIONS = st.sampled_from(sorted(BUILT_IN_NAMES))


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(inner, inner)
    return (
        st.builds(lambda a, o, b: f"({a} {o} {b})", inner, BINARY, inner)
        | st.builds(lambda f, args: f"{f}({', '.join(args)})", FUNCTIONS, st.lists(inner, max_size=4))
        | pair.map(lambda p: f"{p[0]}[{p[1]}]")
        | inner.map(lambda a: f"({a}).{'start'}")
        | pair.map(lambda p: f"(for i in {p[0]} return {p[1]})")
        | pair.map(lambda p: f"(some a in {p[0]} satisfies {p[1]})")
        | pair.map(lambda p: f"[{p[0]}, {p[1]}]")
        | pair.map(lambda p: f"{{a: {p[0]}, b: {p[1]}}}")
        | pair.map(lambda p: f"(function(a) {p[0]})({p[1]})")
        | pair.map(lambda p: f"(if {p[0]} then {p[1]} else a)")
        | pair.map(lambda p: f"({p[0]} between {p[1]} and 5)")
    )


TEXTS = st.recursive(ATOMS, _larger, max_leaves=12)
PIECES = st.sampled_from(
    [
        *"()[]{}<>=+-*/.,:@\"' \n",
        "..",
        "if ",
        "then ",
        "else ",
        "for ",
        "in ",
        "return ",
        "not(",
        "1",
        "a",
        '"x"',
        "?",
    ]
)
NOISE = st.lists(PIECES, max_size=15).map("".join)
