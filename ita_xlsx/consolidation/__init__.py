"""Many divisions become one table, and its summaries."""
