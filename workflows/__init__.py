"""The shell around the interpreter: Temporal workflows."""

from workflows.order import OrderWorkflow
from workflows.sweep import SweepWorkflow

WORKFLOWS = (OrderWorkflow, SweepWorkflow)

__all__ = ["WORKFLOWS", "OrderWorkflow", "SweepWorkflow"]
