"""Floor 5: problems as text for people and as data for machines."""
