"""Doors for carriers: HTTPS push and drop folders."""
