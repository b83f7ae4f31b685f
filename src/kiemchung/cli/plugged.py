"""Commands of packages above the library, found by their entry points.

Whoever installs the site has ``kiemchung serve``, and the library imports nothing of it. Behind
an entry point stands a function of the command's arguments; its docstring is the help.
"""

from collections.abc import Callable
from importlib.metadata import EntryPoint, entry_points

import typer
from typer.core import TyperGroup
from typer.main import get_command

GROUP = "kiemchung.commands"

Deed = Callable[[list[str]], None]


class CommandList(TyperGroup):
    """The library's own commands, then those that were plugged in."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        own = super().list_commands(ctx)
        return [*own, *sorted(plugged().keys() - own)]

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def, override]
        own = super().get_command(ctx, cmd_name)
        if own is None and cmd_name in (found := plugged()):
            return get_command(_alone(cmd_name, found[cmd_name].load()))
        return own


def plugged() -> dict[str, EntryPoint]:
    """Return the commands that installed packages add, by name."""
    return {entry.name: entry for entry in entry_points(group=GROUP)}


def _alone(name: str, deed: Deed) -> typer.Typer:
    """Return an application of one command, which hands all that follows its name to ``deed``."""
    app = typer.Typer(add_completion=False, rich_markup_mode=None)

    @app.command(
        name,
        help=deed.__doc__,
        add_help_option=False,
        context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
    )
    def pass_on(context: typer.Context) -> None:
        deed(context.args)

    return app
