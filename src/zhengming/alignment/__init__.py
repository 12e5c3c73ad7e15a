"""Two documents → segments: which paragraphs of a draft, and which of its sentences, translate which of the source."""

from zhengming.alignment.cut import cut
from zhengming.alignment.paragraphs import Find, align, align_blocks
from zhengming.alignment.sentences import narrowed

__all__ = ["Find", "align", "align_blocks", "cut", "narrowed"]
