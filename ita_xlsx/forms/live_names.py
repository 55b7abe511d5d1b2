"""The names under which the formulas of a form find what they need."""


def live(name: str) -> str:
    """A column of ``live_rows``."""
    return f"ita_live_{name}"


def typed(key: str) -> str:
    """A column of the form, from its header on."""
    return f"ita_form_{key}"


def label_text(key: str) -> str:
    """What is typed beside a required label, folded."""
    return f"ita_text_{key}"


def label_state(key: str) -> str:
    """What is said of a required label: NO, YES (missing) or ASK."""
    return f"ita_label_{key}"


# The rows of those columns counted from one, which is the form's header. The name leads to cells
# of the hidden sheet only for the numbers of their rows.
INDEX = f"(ROW({live('index')})-1)"
