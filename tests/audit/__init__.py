"""Checks with tools that need Node: `make audit` runs them, `make test` does not collect them."""
