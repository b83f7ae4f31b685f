"""Requests into pages of the desk: parse, one call, render."""
