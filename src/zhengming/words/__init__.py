"""Which Chinese piece explains which English word: dictionary, affixes, sounds and initials, aligned right to left."""

from zhengming.words.alignment import Alignment, align, align_endings
from zhengming.words.pieces import Piece

__all__ = ["Alignment", "Piece", "align", "align_endings"]
