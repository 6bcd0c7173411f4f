import io

from django.core.management.base import OutputWrapper

from config.progress import show


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_bar_grows_and_ends_its_line_on_a_terminal_alone():
    terminal, file = Terminal(), io.StringIO()

    for done in (1, 2):
        show(OutputWrapper(terminal), done, 2)
        show(OutputWrapper(file), done, 2)

    assert terminal.getvalue() == f"\r[{'#' * 15}{'.' * 15}] 1/2\r[{'#' * 30}] 2/2\n"
    assert file.getvalue() == ""


def test_bar_of_nothing_is_full():
    terminal = Terminal()

    show(OutputWrapper(terminal), 0, 0)

    assert terminal.getvalue() == f"\r[{'#' * 30}] 0/0\n"
