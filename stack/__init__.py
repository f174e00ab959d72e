"""The wiring: settings, the embedded stack, the worker process, and who gets which adapter."""
