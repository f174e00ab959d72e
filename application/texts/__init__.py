"""What people read, in English and Chinese: sentences for refusals, and what has happened to an order."""

from application.texts.refusals import sentence
from application.texts.timeline import Moment, timeline

__all__ = ["Moment", "sentence", "timeline"]
