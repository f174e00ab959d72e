"""The names that a definition brings, by which people ask for its orders."""

from engine.model import End, Process

# What an order is called whatever its definition says: those that ours do not end are "running".
STATUSES = ("received", "running", "completed", "terminated", "cancelled", "undone")


def words_of(process: Process) -> dict[str, list[str]]:
    """Its stages, the statuses that its orders can have, and the outside systems that it calls."""
    ends = {e.status for e in process.elements.values() if isinstance(e, End) and e.status is not None}
    systems = {signature.queue for signature in process.services.values() if signature.queue is not None}
    return {
        "stage": [name for name, _ in process.stages],
        "status": sorted({*process.status_texts, *ends}),
        "system": sorted(systems),
    }
