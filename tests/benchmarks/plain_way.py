"""The plain way to a report, for comparison: Jinja2 fills a page, matplotlib draws SVG, WeasyPrint lays it out.

    python -m tests.benchmarks.plain_way RUNS report.pdf

What somebody writes in an afternoon: the summary, curves, a confusion matrix and the layers of each run, nothing more.
"""

import sys
from pathlib import Path

import jinja2
import weasyprint

from tests.benchmarks.plain_charts import confusion, curves, runs_of

PAGE = """
<!DOCTYPE html><html lang="en"><head><title>Training report</title><style>
@page { size: A4; margin: 24mm; @bottom-center { content: counter(page) } }
body { font-family: serif; font-size: 10pt } table { border-collapse: collapse; width: 100% }
th, td { text-align: left; padding: 1mm } thead { border-bottom: 1pt solid } h2 { break-before: page }
nav a::after { content: leader(".") target-counter(attr(href), page) } nav a { display: block }
</style></head><body><h1>Training report</h1>
<nav>{% for run in runs %}<a href="#run-{{ loop.index }}">{{ run.name }}</a>{% endfor %}</nav>
<table><thead><tr><th>Model</th><th>Parameters</th><th>Epochs</th></tr></thead>
{% for run in runs %}<tr><td>{{ run.name }}</td><td>{{ run.parameters }}</td><td>{{ run.epochs }}</td></tr>{% endfor %}
</table>
{% for run in runs %}<h2 id="run-{{ loop.index }}">{{ run.name }}</h2>
<img src="{{ curves(run) }}">{% set matrix = confusion(run) %}{% if matrix %}<img src="{{ matrix }}">{% endif %}
<table><thead><tr><th>Layer</th><th>Shape</th><th>Parameters</th></tr></thead>
{% for layer in run.layers %}<tr><td>{{ layer[0] }}</td><td>{{ layer[1] }}</td><td>{{ layer[2] }}</td></tr>{% endfor %}
</table>{% endfor %}</body></html>
"""


def main(store: Path, target: Path) -> None:
    template = jinja2.Environment(autoescape=True).from_string(PAGE)
    folder = target.parent
    html = template.render(
        runs=runs_of(store),
        curves=lambda run: curves(run, folder, "svg").as_uri(),
        confusion=lambda run: (drawn := confusion(run, folder, "svg")) and drawn.as_uri(),
    )
    weasyprint.HTML(string=html).write_pdf(target)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute())
