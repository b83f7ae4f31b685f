"""Deeds: each checks the rules and writes a version, in one transaction."""

from kiemchung_site.pages.actions.edit import edit_page

__all__ = ["edit_page"]
