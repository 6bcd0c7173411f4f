"""Who moves a version or a document, from where to where (checked by tests/config/access/test_matrix.py)."""

# Who takes a step of the workflow, and what a version in each status that it fits becomes by it; `revise` leaves the
# version as it is and puts a draft beside it. From any other status, and by anybody else, nothing moves. The table of
# transitions (incentives/editorial/transitions.py) has to say the same.
WORKFLOW: dict[str, tuple[set[str], dict[str, str]]] = {
    "submit": ({"editor"}, {"draft": "review"}),
    "send-back": ({"reviewer"}, {"review": "draft"}),
    "publish": ({"reviewer"}, {"review": "published"}),
    "archive": ({"reviewer"}, {"draft": "archived", "review": "archived", "published": "archived"}),
    "revise": ({"editor"}, {"published": "draft", "superseded": "draft", "archived": "draft"}),
    "discard": ({"editor"}, {"draft": "archived"}),
}
OWN_EDITORS = {"discard"}  # only for editors of the version itself; none of these users is one
ON_PAGES = {"archive", "publish", "send-back", "discard"}  # on the pages of a version, not in the list

# The roles that may take an action on documents, and the resulting status.
DOCUMENT_STEPS: dict[str, tuple[set[str], str]] = {
    "publish": ({"reviewer"}, "published"),
    "archive": ({"reviewer"}, "archived"),
}
