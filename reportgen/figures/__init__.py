"""Figures: described as frozen data, drawn by matplotlib in a process of its own, placed into the PDF as vectors.

`charts` describes what to draw, `style` how it looks, `lines` draws, `worker` is the process, `drawing` starts it.
"""
