"""Findings, pairs, mentions and answers → text and JSON; the only room that lays out messages."""
