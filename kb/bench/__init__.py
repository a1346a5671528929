"""Figures. They are reported, never asserted: see `make bench`."""
