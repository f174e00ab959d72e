"""DMN files as other tools write them (DMN 1.1 to 1.5), and the test cases of the compatibility kit."""

from engine.language.dmn.reading import is_dmn, read_dmn

__all__ = ["is_dmn", "read_dmn"]
