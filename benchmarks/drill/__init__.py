"""`make drill`: faults of every server under load, on the configuration in deploy/, and a mixed load."""
