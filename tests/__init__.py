"""The tests. Helpers are imported as `tests.browser.…`; pytest runs from the top of the repository."""
