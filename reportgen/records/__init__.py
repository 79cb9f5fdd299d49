"""What a run is: frozen typed structures, units in their names, independent of Keras and of the report."""
