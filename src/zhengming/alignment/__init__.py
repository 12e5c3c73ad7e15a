"""Two documents → segments: which paragraphs of a draft translate which of the source."""

from zhengming.alignment.paragraphs import align

__all__ = ["align"]
