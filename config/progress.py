"""A bar that grows on a terminal while a command works; nothing where its errors go to a file."""

from django.core.management.base import OutputWrapper

WIDTH = 30  # in signs


def show(stream: OutputWrapper, done: int, total: int) -> None:
    """Draw `done` of `total` over the bar drawn before; the last one ends the line."""
    if not stream.isatty():
        return
    filled = WIDTH * done // total if total else WIDTH
    stream.write(f"\r[{'#' * filled}{'.' * (WIDTH - filled)}] {done}/{total}", ending="\n" if done >= total else "")
