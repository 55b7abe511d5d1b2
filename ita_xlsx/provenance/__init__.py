"""Whether a workbook is ours, and whether somebody changed it since."""
