"""Chooses a folder for its runs itself, and reads them there."""

import reportgen

with reportgen.record("at home") as run:
    run.log_epoch(loss=2.0)
with reportgen.record("abroad", runs="abroad") as run:
    run.log_epoch(loss=1.0)
print([stored.run.name for stored in reportgen.load("abroad")])
