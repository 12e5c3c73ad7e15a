"""What a single character is, told by comparison: compiling a regular expression's classes would take longer than a
whole look-up.
"""

from __future__ import annotations


def is_han(character: str) -> bool:
    """Whether it is a Han character."""
    return (
        "\u3400" <= character <= "\u9fff"
        or "\u2e80" <= character <= "\u2fd5"  # radicals, which some converters write for the characters
        or "\uf900" <= character <= "\ufaff"
        or "\U00020000" <= character <= "\U000323af"
        or character in ("\u3005", "\u3007")
    )


def is_latin(character: str) -> bool:
    """Whether it is an ASCII letter or digit."""
    return character.isascii() and character.isalnum()
