from ninja import Router


class ReadRouter(Router):
    """A router that answers HEAD for every GET operation."""

    def get(self, path: str, **described):
        return self.api_operation(["GET", "HEAD"], path, **described)
