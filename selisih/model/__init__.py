"""Floor 1: texts with positions, problems, rules, and the records of a site. Imports nothing of ours."""
