"""A real Temporal server and a real PostgreSQL on this machine, from packages, with a worker beside them."""

from stack.embedded.assembly import Ports
from stack.embedded.lock import DataDirectoryInUse
from stack.embedded.part import PartFailed
from stack.embedded.stack import Stack
from stack.embedded.throwaway import embedded_stack
from stack.layout import DataDirectory

__all__ = ["DataDirectory", "DataDirectoryInUse", "PartFailed", "Ports", "Stack", "embedded_stack"]
