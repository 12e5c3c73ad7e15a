"""Two documents → segments: which paragraphs of a draft translate which of the source."""

from zhengming.alignment.paragraphs import Find, align

__all__ = ["Find", "align"]
