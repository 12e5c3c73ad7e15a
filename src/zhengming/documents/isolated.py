"""Files that can carry anything are parsed in a child process with limits; what comes back is plain data.

Started as a program (`python -P -m zhengming.documents.isolated docx`) this file is that child: the file comes in on
its standard input, JSON goes out on its standard output.
"""

from __future__ import annotations

import contextlib
import io
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator
from importlib import import_module
from sys import intern
from typing import Any

from zhengming.documents.extracted import Extracted
from zhengming.errors import ReadError
from zhengming.model import Block, Mark

MEMORY = 1_500_000_000
CPU_SECONDS = 120
WALL_SECONDS = 240.0
LONGEST_ANSWER = 128_000_000
_PARSERS = {name: (name, "read") for name in ("docx", "epub", "pdf", "xlsx", "xlsx_rows")}
_PARSERS |= {f"{name}_tables": (name, "read_tables") for name in ("docx", "xlsx")}


def read(kind: str, content: bytes, path: str, *, seconds: float = WALL_SECONDS) -> Extracted:
    """What the parser of `kind` (docx, epub, pdf, xlsx, docx_tables, xlsx_tables) makes of the bytes of a file.

    ReadError says why it cannot.
    """
    command = [sys.executable, "-P", "-B", "-m", __name__, kind]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as child:
        timer = threading.Timer(seconds, child.kill)
        feeder = threading.Thread(target=_feed, args=(child, content), daemon=True)
        timer.start()
        feeder.start()
        try:
            assert child.stdout
            answer = child.stdout.read(LONGEST_ANSWER + 1)
            if len(answer) > LONGEST_ANSWER:
                child.kill()
            child.wait()
        except BaseException:
            child.kill()
            raise
        finally:
            expired = not timer.is_alive()
            timer.cancel()
            feeder.join()
    return _understood(answer, child.returncode, expired, path)


def _feed(child: subprocess.Popen[bytes], content: bytes) -> None:
    # A child that died no longer reads; why it died is told by its exit code.
    with contextlib.suppress(OSError):
        assert child.stdin
        child.stdin.write(content)
        child.stdin.close()


def _understood(answer: bytes, code: int, expired: bool, path: str) -> Extracted:
    if len(answer) > LONGEST_ANSWER:
        raise ReadError("the file holds more text than can be worked on at once", path=path, hint="split it")
    if code == 0:
        try:
            lines = io.BytesIO(answer)
            said = _parsed(lines.readline())
            if "error" not in said:
                return _extracted(str(said["text"]), map(_parsed, lines))
            raise ReadError(str(said["error"]), path=path, hint=str(said["hint"]))
        except (ValueError, TypeError, KeyError, IndexError):
            raise ReadError("the file is damaged: its parser gave no sensible answer", path=path) from None
    if expired or code == -signal.SIGXCPU:
        raise ReadError(
            "the file takes too long to read", path=path, hint="it may be damaged; split it or save it anew"
        )
    if code == -signal.SIGKILL:
        raise ReadError("the file takes too much memory to read", path=path, hint="split it")
    raise ReadError("the file is damaged: it crashes its parser", path=path, hint="save it again in its program")


def _parsed(line: bytes) -> Any:
    return json.loads(line.decode("utf-8", "surrogatepass"))


def _extracted(whole: str, said: Iterable[Any]) -> Extracted:
    blocks = []
    for kind, text, starts, offsets, marks, where in said:
        kept = tuple(Mark(str(name), int(start), int(end)) for name, start, end in marks)
        places = tuple(
            (intern(str(key)), value if isinstance(value, int) else intern(str(value))) for key, value in where
        )
        runs = tuple(map(int, starts)), tuple(map(int, offsets))
        # A number is the length of a stretch of the whole text.
        stands = whole[runs[1][0] : runs[1][0] + text] if isinstance(text, int) else str(text)
        blocks.append(Block(intern(str(kind)), stands, *runs, kept, places))
    return Extracted(whole, tuple(blocks))


def main(arguments: list[str]) -> int:
    """The child: limits first, then the file."""
    _limit()
    content = sys.stdin.buffer.read()
    try:
        module, function = _PARSERS[arguments[0]]
        found: Extracted = getattr(import_module(f"zhengming.documents.{module}"), function)(content, "")
        answer = lines_of(found)
    except ReadError as error:
        answer = _refusal(error.message, error.hint)
    except MemoryError:
        answer = _refusal("the file takes too much memory to read", "split it")
    except RecursionError:
        answer = _refusal("the file is damaged: it is nested too deep", "save it again in its program")
    except Exception as error:
        # Whatever a parser makes of a damaged file: the person is told, and the other files are read.
        name = type(error).__name__
        answer = _refusal(f"the file is damaged ({name} while reading it)", "save it again in its program")
    sys.stdout.buffer.writelines(answer)
    sys.stdout.buffer.flush()
    return 0


def lines_of(found: Extracted) -> Iterator[bytes]:
    """What a parser made as lines of JSON, the text and each block, so that the other side need not hold it twice."""
    yield _line({"text": found.text})
    for block in found.blocks:
        yield _line(_plain(block, found.text))


def _refusal(message: str, hint: str) -> Iterator[bytes]:
    yield _line({"error": message, "hint": hint})


def _line(said: Any) -> bytes:
    return (json.dumps(said, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")


def _plain(block: Block, whole: str) -> list[Any]:
    marks = [(m.kind, m.start, m.end) for m in block.marks]
    start = block.offsets[0]
    # Most blocks stand in the text as they are, and need not be said twice.
    as_it_stands = len(block.starts) == 1 and whole.startswith(block.text, start)
    return [
        block.kind,
        len(block.text) if as_it_stands else block.text,
        block.starts,
        block.offsets,
        marks,
        block.where,
    ]


def _limit() -> None:
    """Memory and time within bounds, no files written, no core left behind."""
    import resource

    limits = (
        (resource.RLIMIT_AS, MEMORY, MEMORY),
        # At the first the system sends SIGXCPU, by which we know it; at the second it kills.
        (resource.RLIMIT_CPU, CPU_SECONDS, CPU_SECONDS + 5),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    )
    for what, soft, hard in limits:
        # A system that knows no such limit, or has a lower one, keeps its own.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (soft, hard))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
