"""Deeds: each changes the rows in one transaction."""

from kiemchung_site.figures.actions.add_asks import add_asks

__all__ = ["add_asks"]
