"""Finding differences: sentences of two reports paired, their facts compared, and what no editor has dealt with yet."""
