"""The LaTeX way to a report, for comparison: matplotlib draws PDF charts, pdflatex sets the pages in two passes.

    python -m tests.benchmarks.latex_way RUNS report.pdf

Shows what `plain_way` shows.
"""

import subprocess
import sys
from pathlib import Path

import jinja2

from tests.benchmarks.plain_charts import confusion, curves, runs_of

PAGE = r"""
\documentclass[a4paper]{article}
\usepackage[margin=24mm]{geometry}\usepackage{graphicx,booktabs,longtable,hyperref}
\title{Training report}\begin{document}\maketitle\tableofcontents
\begin{longtable}{lrr}\toprule Model & Parameters & Epochs \\\midrule
<% for run in runs %><< run.name | tex >> & << run.parameters >> & << run.epochs >> \\
<% endfor %>\bottomrule\end{longtable}
<% for run in runs %>\clearpage\section{<< run.name | tex >>}
\includegraphics[width=\linewidth]{<< curves(run) >>}

<% set matrix = confusion(run) %><% if matrix %>\includegraphics[width=.6\linewidth]{<< matrix >>}<% endif %>
\begin{longtable}{llr}\toprule Layer & Shape & Parameters \\\midrule
<% for layer in run.layers %><< layer[0] | tex >> & << layer[1] | tex >> & << layer[2] >> \\
<% endfor %>\bottomrule\end{longtable}
<% endfor %>\end{document}
"""


def main(store: Path, target: Path) -> None:
    environment = jinja2.Environment(
        variable_start_string="<<", variable_end_string=">>", block_start_string="<%", block_end_string="%>"
    )
    environment.filters["tex"] = lambda text: str(text).replace("_", r"\_")
    folder = target.parent
    page = environment.from_string(PAGE).render(
        runs=runs_of(store),
        curves=lambda run: curves(run, folder, "pdf").name,
        confusion=lambda run: (drawn := confusion(run, folder, "pdf")) and drawn.name,
    )
    target.with_suffix(".tex").write_text(page, encoding="utf-8")
    for _ in range(2):
        command = ["pdflatex", "-interaction=batchmode", "-halt-on-error", target.with_suffix(".tex").name]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]).absolute())
