"""What may be wrong: in one measure, in one submission, across the round."""
