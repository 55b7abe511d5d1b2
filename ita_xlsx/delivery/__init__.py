"""What leaves the house: the printed PDF, the e-mail."""
