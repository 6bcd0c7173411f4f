from ninja import Router


class ReadRouter(Router):
    """A router whose addresses answer HEAD wherever they answer GET."""

    def get(self, path: str, **described):
        return self.api_operation(["GET", "HEAD"], path, **described)
