class ClausePathConverter:
    """A clause's place in an address: 1.7."""

    regex = r"\d+(?:\.\d+)+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
