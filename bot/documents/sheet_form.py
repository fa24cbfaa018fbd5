"""The form of the dossier's spreadsheet: which column holds what, and what the hidden sheet says."""

from handlers import texts_sheet_form as words
from handlers.sheets import Input

HEADER_ROW = 5
FIRST_ROW = HEADER_ROW + 1
HIDDEN = "_tcpl"
# The first cells of the hidden sheet; a form that changes gets another version.
SIGN = ("tcpl-dossier-sheet", "1")
HIDDEN_FIRST_ROW = 4
REAL, PRACTICE = "real", "practice"
INPUT_COLUMNS: dict[Input, int] = {"whole": 6, "part": 7, "answer": 8, "none": 9, "note": 10}
COLUMNS = len(words.COLUMNS)
MOST_ROWS = 2000
