"""Typed records (articles, partners, sources …) and how they are read from files."""
