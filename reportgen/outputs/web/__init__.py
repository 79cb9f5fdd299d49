"""What makes one self-contained page of the filled templates: faces, colours for light and dark, figures, tables."""
