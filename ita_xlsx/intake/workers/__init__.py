"""Who reads the files: worker processes with limits."""

# With this argument alone the frozen program (packaging/program.py) is a worker. It is here, where
# nothing else is imported, so that --help starts no slower for it.
FROZEN_WORKER = "--worker"
