"""PyYAML's parser: libyaml's where it was built in (sixteen times as fast), else the one in Python."""

from collections.abc import Iterator
from typing import Any

import yaml

try:
    from yaml._yaml import CParser as _Parser
except ImportError:  # PyYAML without libyaml

    class _Parser(yaml.reader.Reader, yaml.scanner.Scanner, yaml.parser.Parser):  # type: ignore[no-redef]
        """The same in Python."""

        def __init__(self, text: str) -> None:
            yaml.reader.Reader.__init__(self, text)
            yaml.scanner.Scanner.__init__(self)
            yaml.parser.Parser.__init__(self)


def events_of(text: str) -> Iterator[Any]:
    """The parse events of a text, one at a time. Raises yaml.YAMLError at the first that cannot be read."""
    parser = _Parser(text)
    while parser.check_event():
        yield parser.get_event()
