"""Svängrum: procurement as a labour-market tool, from a ledger line to a person-month."""

from importlib.metadata import version

__version__ = version("svangrum")
