"""`make run`: hears Ctrl-C before anything else is imported, which takes a second or two."""

from importlib import import_module

from stack.leaving import leave
from stack.signals import leave_when_asked

if __name__ == "__main__":
    leave_when_asked("Stopped before anything was started.\n")
    launch, samples = import_module("stack.launch"), import_module("stack.first_start")
    leave(launch.main(samples.load_samples))
