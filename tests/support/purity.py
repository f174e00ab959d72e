"""Finds, in Python source, what a pure function must not use: clock, chance, environment, threads, I/O."""

import ast
from collections.abc import Iterator

_MODULES = frozenset(
    "asyncio builtins concurrent ctypes gc getpass glob http importlib io logging multiprocessing os "
    "pathlib platform queue random secrets select selectors shutil signal socket sqlite3 ssl structlog "
    "subprocess sys tempfile threading time urllib uuid weakref".split()
)
_FUNCTIONS = frozenset(
    "breakpoint compile eval exec globals hash input locals open print vars __import__".split()
)
_CLOCKS = frozenset({"now", "utcnow", "today"})
_KEEPS_ORDER_OF_SET = frozenset({"list", "tuple", "iter", "next", "enumerate", "zip", "map"})


def impurities(source: str, allowed: frozenset[str] = frozenset()) -> list[str]:
    """One line for each place, as "12: imports time"; ``allowed`` names modules and functions to let pass."""
    tree = ast.parse(source)
    found = [(node.lineno, what) for node, what in _all(tree) if what.split()[-1] not in allowed]
    return [f"{line}: {what}" for line, what in sorted(found)]


def _all(tree: ast.Module) -> Iterator[tuple[ast.expr | ast.stmt, str]]:
    for node in ast.walk(tree):
        match node:
            case ast.Import(names):
                yield from ((node, f"imports {name.name}") for name in names if _root(name.name) in _MODULES)
            case ast.ImportFrom(module="pathlib", names=names) if all(
                n.name.startswith("Pure") for n in names
            ):
                pass  # paths as mere text
            case ast.ImportFrom(module=str(module), level=0) if _root(module) in _MODULES:
                yield node, f"imports {module}"
            case ast.Call(func=ast.Name(name)) if name in _FUNCTIONS:
                yield node, f"calls {name}"
            case ast.Attribute(value, attr) if attr in _CLOCKS and _last_name(value) in {"datetime", "date"}:
                yield node, f"reads the clock by {attr}"
            case ast.For(iter=ast.expr() as source) | ast.comprehension(iter=ast.expr() as source):
                yield from ((source, "iterates over a set") for _ in _sets(source))
            case ast.Call(func=ast.Name(name), args=arguments) if name in _KEEPS_ORDER_OF_SET:
                for argument in arguments:
                    yield from ((argument, "iterates over a set") for _ in _sets(argument))


def _root(module: str) -> str:
    return module.partition(".")[0]


def _last_name(value: ast.expr) -> str:
    match value:
        case ast.Name(name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def _sets(source: ast.expr) -> Iterator[ast.expr]:
    """The expression when it is plainly a set: its order differs from process to process."""
    match source:
        case ast.Set() | ast.SetComp() | ast.Call(func=ast.Name("set" | "frozenset")):
            yield source
