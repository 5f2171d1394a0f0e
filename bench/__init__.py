"""Measurements: whole commands in turns, medians and ratios. Nothing here runs with the tests."""
