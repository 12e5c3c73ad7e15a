"""Query → concepts, best first; the regional forms of a word."""
