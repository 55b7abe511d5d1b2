"""Workbooks that go out: the blank template, and the form prefilled for one division."""
