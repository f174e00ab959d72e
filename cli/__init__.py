"""The command line. It knows the use cases and nothing below them; ``stack.wiring`` hands it a desk."""
