"""Which lines of a file have changed since a revision, asked of git."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

from zhengming.errors import UsageError

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_SECONDS = 60


def changed_lines(path: str, revision: str) -> tuple[range, ...]:
    """Ranges of the lines (1-based) of the file on disk that a revision does not have; of a file it lacks, all.

    Raises UsageError where git or the revision is missing.
    """
    folder, name = str(Path(path).parent), Path(path).name
    if revision.startswith("-"):
        raise UsageError(f"{revision!r} is no revision", hint="name a commit, a tag or a branch")
    _git(folder, revision, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
    known = _git(folder, revision, "ls-tree", "--name-only", revision, "--", name)
    if not known.strip():
        return (range(1, 1 << 31),)
    said = _git(folder, revision, "diff", "--unified=0", "--no-color", "--no-ext-diff", revision, "--", name)
    if "\nBinary files " in said:
        return (range(1, 1 << 31),)
    hunks = ((int(m[1]), int(m[2] or 1)) for m in _HUNK.finditer(said))
    return tuple(range(start, start + count) for start, count in hunks if count)


def _git(folder: str, revision: str, *arguments: str) -> str:
    try:
        done = subprocess.run(
            ["git", "-C", folder, *arguments],
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise UsageError("git cannot be run", hint="--diff-from needs git") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        reason = said[-1].removeprefix("fatal: ") if said else f"there is no revision {revision!r}"
        raise UsageError(f"git: {reason}", hint="name a commit, a tag or a branch of the draft's repository")
    return done.stdout.decode(errors="replace")
