"""Where runs live: a folder a run, plain files, readable by anything."""
