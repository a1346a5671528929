"""The search: what is indexed, and the engine that runs in the reader's browser."""
