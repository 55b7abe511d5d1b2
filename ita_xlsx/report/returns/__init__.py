"""The copy of a division's own workbook in which everything to be fixed is marked.

The package is edited where a mark has to stand and nowhere else: every other part of it, and every
cell, is byte for byte the sender's. No library that loads and saves workbooks does that.
"""
