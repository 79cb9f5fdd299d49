"""Numbers out of records: what a run reached, which runs share an architecture, which values are best."""
