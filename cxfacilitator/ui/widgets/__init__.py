"""Widgets that know nothing of the engagement."""
