"""Reports as archives of themselves: read from their attachments, checked against them, bundled to be handed in."""
