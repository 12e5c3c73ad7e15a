"""Facts about Chinese and English: scripts, regions, words, inflection, romanisation."""
