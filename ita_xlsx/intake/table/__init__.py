"""Cells to measures: where the table is, what stands around it, which rows are one measure."""
