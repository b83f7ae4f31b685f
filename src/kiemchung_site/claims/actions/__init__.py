"""Deeds: each checks the rules and changes the rows in one transaction."""
