"""Workbooks that come back: may we open it, its cells, where the table lies, its measures."""
