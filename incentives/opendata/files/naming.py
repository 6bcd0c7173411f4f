"""The names of files as a header."""

from django.utils.http import content_disposition_header


def saved_as(name: str, ascii_name: str) -> str:
    """Content-Disposition with the file's name, and before it one in ASCII for programs that read only `filename`."""
    return content_disposition_header(True, ascii_name) + content_disposition_header(True, name).removeprefix(
        "attachment"
    )
