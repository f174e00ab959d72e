"""Temporal as the runtime of orders."""
