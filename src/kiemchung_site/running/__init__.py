"""Keeping the site running: health, metrics, the doctor, backup and restore."""
