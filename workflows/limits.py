"""How much one run of a workflow takes on before it rolls over into a new one."""

# Stimuli that one segment takes at once. Bounds the size of a local activity's answer.
BATCH = 50

# Temporal ends a run at 2,000 updates and 10,000 signals, and does not count them for its own suggestion.
ROLLOVER_MESSAGES = 1_500

# A run may have 2,000 children that have not ended; a new run begins to count anew, and the sweep starts what
# could not be.
ROLLOVER_CHILDREN = 1_000
