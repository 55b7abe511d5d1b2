"""The verbs for Python, the same as the commands, one file a command: they alone join the rooms."""
