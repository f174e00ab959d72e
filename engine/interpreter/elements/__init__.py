"""The behaviour of each kind of element, one module each."""
