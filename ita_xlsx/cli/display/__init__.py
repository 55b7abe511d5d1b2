"""How answers are shown: on a screen, in lines of its width, or as JSON."""
