"""The command line: one file a command; each is imported when it is called."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from zhengming.errors import UsageError, ZhengmingError

COMMANDS = {
    "extract": "Find the terms that authors gloss: 去風險（de-risking）.",
    "lookup": "Look a term up, typed in any script, region or inflection.",
    "check": "Check a draft for wrong and inconsistent terms.",
    "annotate": "Show the glossary's terms in a text.",
    "add": "Add one entry to a glossary.",
    "edit": "Open an entry in your editor.",
    "lint": "Find faults in the glossary itself.",
    "review": "Decide about proposals: accept, correct, merge, reject.",
    "variants": "Taiwan, Hong Kong and Mainland forms of a word.",
    "export": "Write the glossary in another format.",
    "import": "Read the glossary of another program, as proposals.",
    "schema": "Print the JSON Schema of glossary files.",
    "doctor": "Show versions, paths and caches.",
}
_INTERRUPTED = 130


class LazyGroup(click.Group):
    """Imports a command's file only when that command is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of use."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of a name."""
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        # `import` is a word of Python's.
        module = f"{cmd_name}_" if cmd_name == "import" else cmd_name
        command: click.Command = import_module(f"zhengming.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with a suggestion for a mistyped name."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            near = difflib.get_close_matches(args[0], COMMANDS, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(COMMANDS)}"
            raise UsageError(f"no such command {args[0]!r}", hint=hint)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in `--help`, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="zhengming", message="%(prog)s %(version)s")
def cli() -> None:
    """Chinese/English policy terminology: extract, look up, check, learn.

    Start with `zhengming extract REPORT.txt` or `zhengming lookup 去風險`.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code: 0 ran, 1 something to report, 2 could not run."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that says it is ASCII must not end the run at the first 去.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        result = cli.main(given, "zhengming", standalone_mode=False)
        if sys.stdout:
            sys.stdout.flush()
        return int(result or 0)
    except ZhengmingError as error:
        return _complain(str(error))
    except click.exceptions.Abort:
        return _INTERRUPTED
    except click.ClickException as error:
        if not given:
            # click shows the help.
            error.show()
            return error.exit_code
        return _complain(_sentence(error, given))
    except KeyboardInterrupt:
        return _INTERRUPTED
    except (BrokenPipeError, SystemExit):
        # click itself turns a closed pipe into an exit, and exits after shell completion.
        return _reader_left()
    except OSError as error:
        # A full disk behind `> file` shows only when the output is flushed.
        return _complain(f"the output cannot be written: {error.strerror or error}")
    except UnicodeError:
        return _complain("an argument or file name is no UTF-8 (rename the file, or type the words anew)")
    except RecursionError:
        return _complain("the input is nested too deeply to be read")


def _complain(message: str) -> int:
    from zhengming.reporting.visible import visible

    print(f"zhengming: {visible(message)}", file=sys.stderr)
    return 2


def _sentence(error: click.ClickException, arguments: Sequence[str]) -> str:
    """One sentence for click's three lines: no such option '--formt' (did you mean '--format'?)."""
    command = ["zhengming", *(name for name in arguments[:1] if name in COMMANDS)]
    message, hint = error.format_message(), f"try {' '.join(command)} --help"
    if isinstance(error, click.NoSuchOption):
        message = f"no such option {error.option_name!r}"
        if error.possibilities:
            hint = f"did you mean {' or '.join(map(repr, error.possibilities))}?"
    elif isinstance(error, click.MissingParameter) and error.param and error.ctx:
        name = error.param.get_error_hint(error.ctx).replace("'", "")
        message = f"the {error.param.param_type_name} {name} is missing"
    message = " ".join(message.split()).rstrip(".")
    return f"{message[:1].lower()}{message[1:]} ({hint})"


def _reader_left() -> int:
    """`| head` has read enough: end without a word, and let no later flush complain."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def run() -> None:
    """The `zhengming` command."""
    sys.exit(main())
