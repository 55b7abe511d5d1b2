"""What local governments, their divisions and places are called."""
