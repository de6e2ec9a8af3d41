"""Machinery behind `./ocean`: standard library only, one subject per module."""
