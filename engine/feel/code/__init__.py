"""Syntax trees as Python closures."""
