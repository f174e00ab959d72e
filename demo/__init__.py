"""The demonstration: every sample order, taken to its end by scripted people on a manual clock.

`make demo` starts a throwaway stack for it, see `stack.demonstration`.
"""
