"""The drawing of the layers of a model: from its graph to boxes, arrows and labels with their places, and to ink.

blocks → ranks → places → gaps → columns → paths, in the order of `layout`; a short chain is a row, nested skips a bend.
"""
