"""Bytes in and out of the disk: decoding, atomic writing, locking, the cache folder."""
