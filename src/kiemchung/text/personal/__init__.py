"""Personal data in a message, blanked before anybody keeps it.

What is recognised: telephone numbers, e-mail addresses, numbers of accounts, identity papers
and cards, licence plates, handles, links to profiles, names of private persons. A blank says what stood there,
in the language of the text, and nothing more.
"""

from kiemchung.text.personal.blanking import Piece, blank_personal, pieces, without_blanks
from kiemchung.text.personal.kinds import Personal

__all__ = ["Personal", "Piece", "blank_personal", "pieces", "without_blanks"]
