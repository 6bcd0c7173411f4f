"""A progress bar for commands. It is drawn on terminals only."""

from django.core.management.base import OutputWrapper

WIDTH = 30  # characters


def show(stream: OutputWrapper, done: int, total: int) -> None:
    """Draw the bar for `done` of `total` in place of the last one. At the end a line break follows."""
    if not stream.isatty():
        return
    filled = WIDTH * done // total if total else WIDTH
    stream.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}", ending="\n" if done >= total else "")
