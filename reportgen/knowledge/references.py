"""The papers that methods come from: what a report cites, and where to read it.

A field is empty where it is not certain. Authors stand as "Family, Given", in the order of the paper.
"""

import msgspec

from reportgen.language import _
from reportgen.language.numbers import listed


class Reference(msgspec.Struct, frozen=True):
    """A publication. `more_authors` if the paper has more than those listed; `venue` as usually cited."""

    authors: tuple[str, ...]
    year: int
    title: str
    venue: str
    more_authors: bool = False
    doi: str = ""
    arxiv: str = ""
    page: str = ""

    @property
    def url(self) -> str:
        """Where to read it: the DOI's address, else arXiv's, else a page of its own."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else self.page


REFERENCES: dict[str, Reference] = {
    "robbins1951": Reference(
        ("Robbins, Herbert", "Monro, Sutton"),
        1951,
        "A Stochastic Approximation Method",
        "The Annals of Mathematical Statistics 22(3), 400–407",
        doi="10.1214/aoms/1177729586",
    ),
    "polyak1964": Reference(
        ("Polyak, Boris T.",),
        1964,
        "Some methods of speeding up the convergence of iteration methods",
        "USSR Computational Mathematics and Mathematical Physics 4(5), 1–17",
        doi="10.1016/0041-5553(64)90137-5",
    ),
    "sutskever2013": Reference(
        ("Sutskever, Ilya", "Martens, James", "Dahl, George", "Hinton, Geoffrey"),
        2013,
        "On the importance of initialization and momentum in deep learning",
        "International Conference on Machine Learning (ICML)",
        page="https://proceedings.mlr.press/v28/sutskever13.html",
    ),
    "tieleman2012": Reference(
        ("Tieleman, Tijmen", "Hinton, Geoffrey"),
        2012,
        "Lecture 6.5 – RMSProp: Divide the gradient by a running average of its recent magnitude",
        "COURSERA: Neural Networks for Machine Learning",
        page="https://www.cs.toronto.edu/~tijmen/csc321/slides/lecture_slides_lec6.pdf",
    ),
    "graves2013": Reference(
        ("Graves, Alex",), 2013, "Generating Sequences With Recurrent Neural Networks", "arXiv", arxiv="1308.0850"
    ),
    "kingma2015": Reference(
        ("Kingma, Diederik P.", "Ba, Jimmy"),
        2015,
        "Adam: A Method for Stochastic Optimization",
        "International Conference on Learning Representations (ICLR)",
        arxiv="1412.6980",
    ),
    "reddi2018": Reference(
        ("Reddi, Sashank J.", "Kale, Satyen", "Kumar, Sanjiv"),
        2018,
        "On the Convergence of Adam and Beyond",
        "International Conference on Learning Representations (ICLR)",
        arxiv="1904.09237",
    ),
    "loshchilov2019": Reference(
        ("Loshchilov, Ilya", "Hutter, Frank"),
        2019,
        "Decoupled Weight Decay Regularization",
        "International Conference on Learning Representations (ICLR)",
        arxiv="1711.05101",
    ),
    "zeiler2012": Reference(
        ("Zeiler, Matthew D.",), 2012, "ADADELTA: An Adaptive Learning Rate Method", "arXiv", arxiv="1212.5701"
    ),
    "duchi2011": Reference(
        ("Duchi, John", "Hazan, Elad", "Singer, Yoram"),
        2011,
        "Adaptive Subgradient Methods for Online Learning and Stochastic Optimization",
        "Journal of Machine Learning Research 12, 2121–2159",
        page="https://jmlr.org/papers/v12/duchi11a.html",
    ),
    "shazeer2018": Reference(
        ("Shazeer, Noam", "Stern, Mitchell"),
        2018,
        "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost",
        "International Conference on Machine Learning (ICML)",
        arxiv="1804.04235",
    ),
    "dozat2016": Reference(
        ("Dozat, Timothy",),
        2016,
        "Incorporating Nesterov Momentum into Adam",
        "International Conference on Learning Representations (ICLR), Workshop",
        page="https://openreview.net/forum?id=OM0jvwB8jIp57ZJjtNEZ",
    ),
    "mcmahan2013": Reference(
        ("McMahan, H. Brendan", "Holt, Gary", "Sculley, D."),
        2013,
        "Ad Click Prediction: a View from the Trenches",
        "ACM SIGKDD International Conference on Knowledge Discovery and Data Mining (KDD)",
        more_authors=True,
        doi="10.1145/2487575.2488200",
    ),
    "chen2023": Reference(
        ("Chen, Xiangning", "Liang, Chen", "Huang, Da"),
        2023,
        "Symbolic Discovery of Optimization Algorithms",
        "Advances in Neural Information Processing Systems (NeurIPS)",
        more_authors=True,
        arxiv="2302.06675",
    ),
    "you2020": Reference(
        ("You, Yang", "Li, Jing", "Reddi, Sashank"),
        2020,
        "Large Batch Optimization for Deep Learning: Training BERT in 76 minutes",
        "International Conference on Learning Representations (ICLR)",
        more_authors=True,
        arxiv="1904.00962",
    ),
    "jordan2024": Reference(
        ("Jordan, Keller",),
        2024,
        "Muon: An optimizer for hidden layers in neural networks",
        "",
        more_authors=True,
        page="https://kellerjordan.github.io/posts/muon/",
    ),
    "liu2025": Reference(
        ("Liu, Jingyuan", "Su, Jianlin"),
        2025,
        "Muon is Scalable for LLM Training",
        "arXiv",
        more_authors=True,
        arxiv="2502.16982",
    ),
    "defazio2024": Reference(
        ("Defazio, Aaron", "Yang, Xingyu Alice", "Mehta, Harsh"),
        2024,
        "The Road Less Scheduled",
        "Advances in Neural Information Processing Systems (NeurIPS)",
        more_authors=True,
        arxiv="2405.15682",
    ),
    "huber1964": Reference(
        ("Huber, Peter J.",),
        1964,
        "Robust Estimation of a Location Parameter",
        "The Annals of Mathematical Statistics 35(1), 73–101",
        doi="10.1214/aoms/1177703732",
    ),
    "polyak1992": Reference(
        ("Polyak, Boris T.", "Juditsky, Anatoli B."),
        1992,
        "Acceleration of Stochastic Approximation by Averaging",
        "SIAM Journal on Control and Optimization 30(4), 838–855",
        doi="10.1137/0330046",
    ),
    "graves2006": Reference(
        ("Graves, Alex", "Fernández, Santiago", "Gomez, Faustino", "Schmidhuber, Jürgen"),
        2006,
        "Connectionist Temporal Classification: Labelling Unsegmented Sequence Data with Recurrent Neural Networks",
        "International Conference on Machine Learning (ICML)",
        doi="10.1145/1143844.1143891",
    ),
    "pascanu2013": Reference(
        ("Pascanu, Razvan", "Mikolov, Tomas", "Bengio, Yoshua"),
        2013,
        "On the difficulty of training recurrent neural networks",
        "International Conference on Machine Learning (ICML)",
        arxiv="1211.5063",
    ),
    "szegedy2016": Reference(
        ("Szegedy, Christian", "Vanhoucke, Vincent", "Ioffe, Sergey", "Shlens, Jonathon", "Wojna, Zbigniew"),
        2016,
        "Rethinking the Inception Architecture for Computer Vision",
        "IEEE Conference on Computer Vision and Pattern Recognition (CVPR)",
        arxiv="1512.00567",
    ),
    "milletari2016": Reference(
        ("Milletari, Fausto", "Navab, Nassir", "Ahmadi, Seyed-Ahmad"),
        2016,
        "V-Net: Fully Convolutional Neural Networks for Volumetric Medical Image Segmentation",
        "International Conference on 3D Vision (3DV)",
        arxiv="1606.04797",
    ),
    "loshchilov2017": Reference(
        ("Loshchilov, Ilya", "Hutter, Frank"),
        2017,
        "SGDR: Stochastic Gradient Descent with Warm Restarts",
        "International Conference on Learning Representations (ICLR)",
        arxiv="1608.03983",
    ),
    "lin2017": Reference(
        ("Lin, Tsung-Yi", "Goyal, Priya", "Girshick, Ross", "He, Kaiming", "Dollár, Piotr"),
        2017,
        "Focal Loss for Dense Object Detection",
        "IEEE International Conference on Computer Vision (ICCV)",
        arxiv="1708.02002",
    ),
    "salehi2017": Reference(
        ("Salehi, Seyed Sadegh Mohseni", "Erdogmus, Deniz", "Gholipour, Ali"),
        2017,
        "Tversky loss function for image segmentation using 3D fully convolutional deep networks",
        "International Workshop on Machine Learning in Medical Imaging (MLMI)",
        arxiv="1706.05721",
    ),
    "micikevicius2018": Reference(
        ("Micikevicius, Paulius", "Narang, Sharan", "Alben, Jonah"),
        2018,
        "Mixed Precision Training",
        "International Conference on Learning Representations (ICLR)",
        more_authors=True,
        arxiv="1710.03740",
    ),
    "zhang2018": Reference(
        ("Zhang, Zhilu", "Sabuncu, Mert R."),
        2018,
        "Generalized Cross Entropy Loss for Training Deep Neural Networks with Noisy Labels",
        "Advances in Neural Information Processing Systems (NeurIPS)",
        arxiv="1805.07836",
    ),
    "sun2020": Reference(
        ("Sun, Yifan", "Cheng, Changmao", "Zhang, Yuhan"),
        2020,
        "Circle Loss: A Unified Perspective of Pair Similarity Optimization",
        "IEEE/CVF Conference on Computer Vision and Pattern Recognition (CVPR)",
        more_authors=True,
        arxiv="2002.10857",
    ),
}

_TWO = 2


def cite(key: str) -> str:
    """Return the short citation of a reference: "Kingma and Ba, 2015", "Duchi et al., 2011".

    Raises:
        KeyError: `key` is none of `REFERENCES`.
    """
    return cited_as(REFERENCES[key])


def cited_as(reference: Reference) -> str:
    """Return the short citation of any publication; its title stands for authors that it has none of."""
    families = [author.partition(",")[0] for author in reference.authors] or [reference.title]
    if len(families) > _TWO or reference.more_authors:
        return _("{author} et al., {year}").format(author=families[0], year=reference.year or "–")
    return f"{listed(families)}, {reference.year or '–'}"
