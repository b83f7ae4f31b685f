"""Drafts: what is written before publication, and the reviews of it by other members."""
