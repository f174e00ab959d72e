"""Ports fulfilled: the journal and the read model in PostgreSQL, Temporal as the runtime, files."""
