"""Writing a workbook, the same safe way for everything that the program writes."""
