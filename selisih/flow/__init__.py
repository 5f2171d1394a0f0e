"""What builds, checks and reviews are made of; `pipeline.py` above is the recipe of a build."""
