"""WeasyPrint, loaded without detours and laying out without doing the same work again for every box."""
