"""Thai text, dates, numerals, sort order, and how wide and high text prints."""
