"""What a reader of bilingual files finds in the text of one."""

from __future__ import annotations

from dataclasses import dataclass

from zhengming.model import Segment


@dataclass(frozen=True, slots=True)
class Found:
    """The segments in the order of the file, numbered from 1; the languages are tags, empty where the file is silent.

    Every block of the segments points into the text that was read; those not to be judged stay in and say why.
    """

    segments: tuple[Segment, ...]
    source_language: str = ""
    target_language: str = ""
