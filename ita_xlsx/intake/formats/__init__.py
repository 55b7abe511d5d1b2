"""Bytes to cells, whatever program wrote them."""
