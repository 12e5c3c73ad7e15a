"""The editor that a person has named, and how it is asked to open a file at a line."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import PurePath

from zhengming.errors import UsageError

_VARIABLES = ("VISUAL", "EDITOR")
# How editors want it said; those that would return at once are asked to wait.
_PLUS = frozenset(
    "vi vim nvim vim.tiny vim.basic elvis nvi view nano pico rnano emacs emacsclient mg zile joe jmacs jed ne ee micro "
    "kak gedit xed pluma mousepad geany leafpad mcedit".split()
)
_GOTO = frozenset("code code-insiders codium vscodium cursor windsurf positron".split())
_COLON = frozenset("hx helix".split())
_COLON_WAIT = frozenset("subl sublime_text zed zeditor".split())
_LINE_OPTION = {"kate": ["--block", "--line"], "mate": ["--wait", "--line"]}


def editor() -> str | None:
    """What $VISUAL or $EDITOR says, the first that says anything."""
    said = (os.environ.get(name, "").strip() for name in _VARIABLES)
    return next((command for command in said if command), None)


def open_in(command: str, path: str, line: int) -> None:
    """Run an editor until it is closed; raises UsageError where it cannot be run or says that it failed."""
    try:
        code = subprocess.run(editor_arguments(command, path, line), check=False).returncode
    except OSError as fault:
        message = f"the editor {command!r} cannot be run: {fault.strerror or fault}"
        raise UsageError(message, hint="set VISUAL or EDITOR to another") from None
    if code:
        raise UsageError(f"the editor {command!r} ended with exit code {code}", hint="is the file as you want it?")


def editor_arguments(command: str, path: str, line: int) -> list[str]:
    """`vim` and `nano` want +12 FILE, `code` --goto FILE:12; one that is not known gets the file alone."""
    try:
        words = shlex.split(command)
    except ValueError:
        words = [command]
    if path.startswith(("-", "+")):
        path = f"./{path}"
    name = PurePath(words[0]).name.removesuffix(".exe")
    if name in ("gvim", "mvim"):
        return [*words, "-f", f"+{line}", path]
    if name in _PLUS:
        return [*words, f"+{line}", path]
    if name in _GOTO:
        return [*words, "--wait", "--goto", f"{path}:{line}"]
    if name in _COLON or name in _COLON_WAIT:
        return [*words, *(["--wait"] if name in _COLON_WAIT else []), f"{path}:{line}"]
    if name in _LINE_OPTION:
        return [*words, *_LINE_OPTION[name], str(line), path]
    return [*words, path]
