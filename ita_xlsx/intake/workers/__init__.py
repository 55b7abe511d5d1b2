"""Who reads the files: worker processes with limits."""
