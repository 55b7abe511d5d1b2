"""What is no answer: typed where there is nothing to say. The forms turn it into formulas."""

from ita_xlsx.thai.text import fold

# Letters that say nothing, without the marks that may be among them: N/A, -ไม่มี-.
NO_ANSWERS: tuple[str, ...] = ("ไม่มี", "ไม่มีข้อมูล", "na", "none", "nil")
MARKS = " -–—._/…*•:,()'\""
_LONGEST = 60  # letters, with marks among them
_NO_MARKS = str.maketrans("", "", MARKS)


def is_no_answer(text: str) -> bool:
    """Whether a text is blank, or holds but marks, or one of ``NO_ANSWERS``."""
    if not any(map(str.isalnum, text)):
        return True
    return len(text) <= _LONGEST and fold(text).translate(_NO_MARKS) in NO_ANSWERS
