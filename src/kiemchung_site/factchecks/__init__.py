"""Fact-checks: ours with every version of them, and the record of all that can be matched."""
