"""The pages of a large report, laid out in parts by several processes and put together to one PDF.

A part begins where a page begins anyway, and where is decided by the text alone: the same report has the same parts,
whatever machine lays them out.
"""
