"""The people who work at the desk."""
