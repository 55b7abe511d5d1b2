"""May a returned file be opened: what kind it is, what its package holds, how large it truly is."""
