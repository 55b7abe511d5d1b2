"""``python -m ita_xlsx`` is ``ita-xlsx``."""

from ita_xlsx.cli import main

if __name__ == "__main__":
    main()
