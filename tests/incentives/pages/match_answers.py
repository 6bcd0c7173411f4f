"""What tests of the match read of its page."""

URL = "/match/"
YI = 100_000_000


def parts(response) -> dict[str, list[str]]:
    return {part.name: [result.measure.title for result in part.results] for part in response.context["parts"]}


def asked(part) -> list[str]:
    return [field.name for field, _ in part.questions]
