"""A report of many short pages: enough markup for several parts, little to lay out."""

from reportgen.outputs.html import Page
from reportgen.outputs.parts.dividing import PAGE_BEGINS

_SHEETS = ("themes/plain", "type", "page", "front", "tables", "sections")
_UNSEEN = "x" * 6_000


def long_page(runs: int = 16, name: str = "Model") -> Page:
    """Return a report of `runs` in two sections, a page a run in each, with links from each to the other."""
    numbers = range(1, runs + 1)
    entries = "".join(
        f'<li class="level-2"><a href="#{kind}-{number}"><span class="no">{number} </span>{name} {number}</a></li>'
        for kind in ("run", "judged")
        for number in numbers
    )
    reports = str(PAGE_BEGINS).join(_article("run", number, "judged", name) for number in numbers)
    judged = str(PAGE_BEGINS).join(_article("judged", number, "run", name) for number in numbers)
    sheets = "".join(f'<link rel="stylesheet" href="reportgen:css/{sheet}.css">' for sheet in _SHEETS)
    return Page(
        f"""<!DOCTYPE html><html lang="en"><head><title>Long</title>{sheets}<style>
        @page {{ size: A5; @bottom-center {{ content: counter(page) " of " counter(pages) }} }}
        article + article {{ break-before: page }}
        </style></head><body>
        <header class="front"><h1 class="title">Long</h1></header>
        <nav class="contents"><h2 class="unnumbered">Contents</h2><ol>{entries}</ol></nav>
        {PAGE_BEGINS}<section class="training-reports"><h2 id="reports">Training reports</h2>{reports}</section>
        {PAGE_BEGINS}<section class="judgement"><h2 id="judgement">Evaluation</h2>{judged}</section>
        </body></html>""",
        (),
        {},
    )


def _article(kind: str, number: int, other: str, name: str) -> str:
    """Return a page with a heading, a link to the other page of the run, and a table whose headers have names."""
    return f"""<article class="{kind}" data-unseen="{_UNSEEN}"><h3 id="{kind}-{number}">{name} {number}</h3>
    <p>See <a href="#{other}-{number}">the other page</a>.</p>
    <table><thead><tr><th colspan="2" scope="col">Head {number}</th></tr></thead>
    <tbody><tr><th scope="row">Row</th><td>{number}</td></tr></tbody></table></article>"""
