"""The public site: ask and read."""
