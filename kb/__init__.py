"""The machinery behind the articles: what a record is, what must hold, and how the site is built."""
