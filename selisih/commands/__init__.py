"""What the command line asks for, and what it is told."""
