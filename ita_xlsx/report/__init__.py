"""The workbook that goes to the district, sheet by sheet."""
