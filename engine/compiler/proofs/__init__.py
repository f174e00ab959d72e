"""What is proved of a definition before it may run. Each proof adds its findings to the draft's report."""

from engine.compiler.draft import Draft
from engine.compiler.proofs.broken import check_broken
from engine.compiler.proofs.compensation import check_compensation
from engine.compiler.proofs.cycles import check_cycles
from engine.compiler.proofs.depth import check_depth
from engine.compiler.proofs.errors import check_errors
from engine.compiler.proofs.jumps import check_jumps
from engine.compiler.proofs.keys import check_keys
from engine.compiler.proofs.letters import check_letters
from engine.compiler.proofs.outcomes import check_outcomes
from engine.compiler.proofs.parallel_writes import check_parallel_writes
from engine.compiler.proofs.pauses import check_pauses
from engine.compiler.proofs.reachability import check_reachability
from engine.compiler.proofs.terminates import check_terminates
from engine.compiler.proofs.usage import check_usage

_PROOFS = (
    check_broken,
    check_depth,
    check_reachability,
    check_jumps,
    check_cycles,
    check_pauses,
    check_compensation,
    check_terminates,
    check_errors,
    check_outcomes,
    check_parallel_writes,
    check_keys,
    check_letters,
    check_usage,
)


def prove(draft: Draft) -> None:
    """Run every proof."""
    for proof in _PROOFS:
        proof(draft)
