"""Deeds: each checks the rules, changes the rows and the record, in one transaction."""

from kiemchung_site.factchecks.actions.correct import correct_fact_check
from kiemchung_site.factchecks.actions.publish import publish_fact_check

__all__ = ["correct_fact_check", "publish_fact_check"]
