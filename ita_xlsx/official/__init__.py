"""What the authorities define: columns, fiscal years and rounds, divisions, OIT items."""
