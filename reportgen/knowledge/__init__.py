"""What the report knows of the field, one entry a thing: layers, optimizers, losses, metrics, data sets, papers."""
