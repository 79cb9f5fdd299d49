"""The papers that optimizers come from: what a report cites, and where to read it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reference:
    """A publication. `authors` are family names in order; `where` is the journal, the proceedings, or arXiv."""

    authors: tuple[str, ...]
    year: int
    title: str
    where: str
    url: str = ""


REFERENCES: dict[str, Reference] = {
    "robbins1951": Reference(
        ("Robbins", "Monro"), 1951, "A Stochastic Approximation Method", "The Annals of Mathematical Statistics 22(3)",
        "https://doi.org/10.1214/aoms/1177729586",
    ),
    "sutskever2013": Reference(
        ("Sutskever", "Martens", "Dahl", "Hinton"), 2013,
        "On the importance of initialization and momentum in deep learning", "ICML 2013",
        "https://proceedings.mlr.press/v28/sutskever13.html",
    ),
    "tieleman2012": Reference(
        ("Tieleman", "Hinton"), 2012, "Lecture 6.5 – RMSProp", "COURSERA: Neural Networks for Machine Learning",
        "https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
    ),
    "kingma2015": Reference(
        ("Kingma", "Ba"), 2015, "Adam: A Method for Stochastic Optimization", "ICLR 2015", "https://arxiv.org/abs/1412.6980"
    ),
    "reddi2018": Reference(
        ("Reddi", "Kale", "Kumar"), 2018, "On the Convergence of Adam and Beyond", "ICLR 2018",
        "https://arxiv.org/abs/1904.09237",
    ),
    "loshchilov2019": Reference(
        ("Loshchilov", "Hutter"), 2019, "Decoupled Weight Decay Regularization", "ICLR 2019",
        "https://arxiv.org/abs/1711.05101",
    ),
    "zeiler2012": Reference(
        ("Zeiler",), 2012, "ADADELTA: An Adaptive Learning Rate Method", "arXiv", "https://arxiv.org/abs/1212.5701"
    ),
    "duchi2011": Reference(
        ("Duchi", "Hazan", "Singer"), 2011,
        "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
        "Journal of Machine Learning Research 12", "https://jmlr.org/papers/v12/duchi11a.html",
    ),
    "shazeer2018": Reference(
        ("Shazeer", "Stern"), 2018, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost", "ICML 2018",
        "https://arxiv.org/abs/1804.04235",
    ),
    "dozat2016": Reference(
        ("Dozat",), 2016, "Incorporating Nesterov Momentum into Adam", "ICLR 2016 Workshop",
        "https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
    ),
    "mcmahan2013": Reference(
        ("McMahan", "Holt", "Sculley"), 2013, "Ad Click Prediction: a View from the Trenches", "KDD 2013",
        "https://doi.org/10.1145/2487575.2488200",
    ),
    "chen2023": Reference(
        ("Chen", "Liang", "Huang"), 2023, "Symbolic Discovery of Optimization Algorithms", "arXiv",
        "https://arxiv.org/abs/2302.06675",
    ),
    "you2020": Reference(
        ("You", "Li", "Reddi"), 2020, "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes",
        "ICLR 2020", "https://arxiv.org/abs/1904.00962",
    ),
    "jordan2024": Reference(
        ("Jordan",), 2024, "Muon: An optimizer for hidden layers in neural networks", "Blog",
        "https://kellerjordan.github.io/posts/muon/",
    ),
    "defazio2024": Reference(
        ("Defazio", "Yang", "Mehta"), 2024, "The Road Less Scheduled", "NeurIPS 2024", "https://arxiv.org/abs/2405.15682"
    ),
}  # fmt: skip

# Papers with more authors than their entry lists.
_MORE_AUTHORS = {"mcmahan2013", "chen2023", "you2020", "jordan2024", "defazio2024"}

_TWO = 2


def cite(key: str) -> str:
    """Return the short citation of a reference: "Kingma and Ba, 2015", "Duchi et al., 2011"."""
    reference = REFERENCES[key]
    names = reference.authors
    if len(names) > _TWO or key in _MORE_AUTHORS:
        return f"{names[0]} et al., {reference.year}"
    return f"{' and '.join(names)}, {reference.year}"
