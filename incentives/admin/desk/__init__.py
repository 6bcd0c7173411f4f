"""Pages of the desk for one whole document."""
