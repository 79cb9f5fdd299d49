"""Numbers typed into the notes, compared with the records: what is told, and what is let pass.

The runs are those of the first document: two ConvNet2layers (98.80 % and 98.79 % on the test data, 99.41 % and 99.40 %
on the training data, 1 199 882 parameters), two MLP2layers (91.56 % and 90.62 %; 669 706), MLP5layers (92.23 %;
1 457 674; learning rate 0.01, 0.001 elsewhere); 5 epochs, batches of 64.
"""

import pytest
from msgspec.structs import replace

from reportgen.language import _, speaking
from reportgen.notes.checking import check_prose
from reportgen.notes.namespace import Namespace
from reportgen.sections.report import make_report
from reportgen.setting_values import LANGUAGES
from reportgen.settings import Settings
from reportgen.store.reading import read_library
from tests.sample_runs import first_document_runs, sample_run, write_store

ENGLISH = """
# 1 Introduction

In this lab (2026) we compare three networks on MNIST [@lecun1998], which has 60 000 training images and 10,000 test
images of 28 × 28 pixels. A human reads about 99.8 % of them correctly.

## 2.1 Results of 2026

The best convolutional network reaches a test accuracy of 98.8 % after 5 epochs, with 1,199,882 parameters and a batch
size of 64. Its training accuracy (99.41 %) is a little higher than the test accuracy (98.80 %), a gap of 0.61
percentage points.

`MLP5layers` has about 1.46 million parameters, more than twice as many as MLP2layers (669 706), yet it gains only 0.67
points of accuracy. We attribute 20 % of that to chance.

All models were trained for five epochs (5 epochs) with Adam, a learning rate of 0.001 for all but MLP5layers (0.01),
and batches of 64 images. One epoch has 938 batches. See Section 3.2, Figure 4 and Table 1; Keras 3.15 was used.

Random guessing would give an accuracy of 10 %. State of the art networks achieve more than 99.7 % accuracy. LeCun et
al. report an error rate of 0.8 %. Our goal was an accuracy of at least 95 %.

1. Accuracy: 98.8 %
2. Loss: 0.037
3. Parameters: 1 199 882

The accuracy rose from 91 % in the first epoch to 98.8 % in the last. After 3 epochs the validation loss hardly falls.
We held out 10 % of the training data for validation and used a dropout of 25 %.

The error rate of ConvNet2layers is 1.2 %. The convolutional layers have 320 and 18 496 parameters. Its loss on the
test set is 0.0372, on the training set 0.018. With 99.4 % on the training set and 98.8 % on the test set, the accuracy
tells of little overfitting.

Accuracies over 98 % need convolutions; more than 90 % is easy. It took 162 s, which is 3 times as long. The accuracy is
computed as $\\frac{n}{N} = 0.5$ and `accuracy = 0.3`, see [the page](https://example.org/accuracy/97.5). The best
accuracy, {{ best.test_accuracy }}, beats 97 % easily. **Accuracy** of *98.79 %*, accuracy {{ 12.3 }}.

```python
accuracy = 0.42  # accuracy of 42 %
```

In class 8 the accuracy is only 95.1 %. A seed of 42 was used. If we trained for 20 epochs, the accuracy might reach
99.5 %. On average, the accuracy is 94.4 %. With a patience of 10 epochs the training would go on.

We trained two convolutional networks and three MLPs. With 5 epochs each, the CNNs got to about 98.8% test accuracy,
whereas the MLPs stayed between 90.6% and 92.2%.

As can be seen in Table 3, model 1 (98.80 %) and model 2 (98.79 %) differ by 0.01 %, i.e. by one image out of 10,000.

The loss started at 0.33 and ended at 0.018 on the training data, while on the test data it decreased from 0.12 to
0.037.

Our CNN misclassifies only 1.2 % of the test images, an accuracy improvement of 6.6 percentage points over the best
MLP (92.23 %).

Interestingly, MLP5layers, which has 5 hidden layers of 512 units each and 20 % dropout, reached 92.2 % on the test
set after training for 5 epochs; MLP2layers got 91.6 % and 90.6 % in its two runs.

The batch size was 64, thus 938 steps per epoch; the learning rate 1e-3 for Adam (β1 = 0.9, β2 = 0.999, ε = 1e-7) and
0.01 for SGD with momentum 0.9.

A dropout rate of 0.25 and weight decay of 0.0001 had little effect on accuracy. With 3x3 kernels and 32 filters,
accuracy does not change. The precision of float32 is about 7 digits.

In the first epoch, accuracy was already at 89 %. The validation accuracy peaked at 98.8 % in epoch 5. Accuracy after
1 epoch: 96.1 %.

The network has 9 layers and 1.2M parameters, of which 1,179,776 sit in the first dense layer. That is 98 % of all
parameters. This takes 4.6 MB.

Training took 11 s per epoch, 56 s in total, on a GTX 1060 with 6 GB. Accuracy on 2 of the 10 classes is below 98 %.
The top-5 accuracy is 99.9 %. The confidence is above 99 % for 95 % of the images.

Thus 99.41 % − 98.80 % = 0.61 % of generalisation gap. We expected an accuracy of 97 % or so. With 10 times more data
we would expect 99.5 % accuracy. Chance level is 10 % accuracy.

In 2012, Krizhevsky et al. reached 84.7 % top-5 accuracy. LeNet-5 [@lecun1998] reached 99.05 % accuracy. The TA told
us that 97 % accuracy is needed to pass the lab.
"""
FRENCH = """
Dans ce TP, nous comparons trois réseaux sur MNIST (60 000 images d'entraînement, 10 000 images de test).

Le meilleur réseau convolutif atteint une précision de test de 98,8 % après 5 époques, avec 1 199 882 paramètres et une
taille de lot de 64. Sa précision d'entraînement (99,41 %) dépasse la précision de test (98,80 %) de 0,61 point.

MLP5layers compte environ 1,46 million de paramètres, plus de deux fois plus que MLP2layers (669 706), mais ne gagne que
0,67 point de précision.

Tous les modèles ont été entraînés pendant 5 époques avec Adam et un taux d'apprentissage de 0,001, sauf MLP5layers
(0,01). Voir la figure 4, le tableau 2 et la section 3.1.

Un tirage au hasard donnerait une précision de 10 %. L'état de l'art dépasse 99,7 % de précision. Notre objectif était
une exactitude d'au moins 95 %.

La précision passe de 90 % à la première époque à 98,8 % à la dernière. Au bout de 3 époques, la perte ne baisse plus
guère. La perte sur le jeu de test vaut 0,0372. Le dropout de 25 % évite le surapprentissage.

Le taux d'erreur est de 1,2 %. L'entraînement a duré 162 s en 2026. L'écart de précision est de 7,2 %.
"""
GERMAN = """
In dieser Übung vergleichen wir drei Netze auf MNIST (60.000 Trainingsbilder, 10.000 Testbilder).

Das beste Faltungsnetz erreicht nach 5 Epochen eine Testgenauigkeit von 98,8 %, mit 1.199.882 Parametern und einer
Batchgröße von 64. Die Trainingsgenauigkeit (99,41 %) liegt um 0,61 Prozentpunkte höher.

MLP5layers hat etwa 1,46 Millionen Parameter, mehr als doppelt so viele wie MLP2layers (669.706).

Alle Modelle wurden 5 Epochen lang mit Adam und einer Lernrate von 0,001 trainiert, nur MLP5layers mit 0,01. Siehe
Abbildung 4, Tabelle 2 und Abschnitt 3.1.

Zufälliges Raten ergäbe eine Genauigkeit von 10 %. Der Stand der Technik liegt bei über 99,7 % Genauigkeit. Unser Ziel
war eine Genauigkeit von mindestens 95 %.

Die Genauigkeit stieg von 90 % auf 98,8 %. Nach 3 Epochen sinkt der Verlust kaum noch. Der Verlust auf den Testdaten
beträgt 0,0372. Wir verwenden 25 % Dropout und 10 % der Daten zur Validierung.

Die Fehlerrate liegt bei 1,2 %. Das Training dauerte 162 s. Auf den Trainingsdaten erreicht das Netz eine Genauigkeit
von 99,4 %, auf den Testdaten 98,8 %.
"""
GREEK = """
Σε αυτή την εργασία συγκρίνουμε τρία δίκτυα στο MNIST (60.000 εικόνες εκπαίδευσης, 10.000 εικόνες ελέγχου).

Το καλύτερο συνελικτικό δίκτυο φτάνει ακρίβεια ελέγχου 98,8% μετά από 5 εποχές, με 1.199.882 παραμέτρους και μέγεθος
παρτίδας 64. Η ακρίβεια εκπαίδευσης (99,41%) είναι κατά 0,61 μονάδες υψηλότερη.

Το MLP5layers έχει περίπου 1,46 εκατομμύρια παραμέτρους, υπερδιπλάσιες από το MLP2layers (669.706).

Όλα τα μοντέλα εκπαιδεύτηκαν για 5 εποχές με Adam και ρυθμό μάθησης 0,001, εκτός από το MLP5layers (0,01). Βλ. Σχήμα 4,
Πίνακα 2 και Ενότητα 3.1.

Μια τυχαία επιλογή θα έδινε ακρίβεια 10%. Ο στόχος μας ήταν ακρίβεια τουλάχιστον 95%. Πέτυχε ακρίβεια πάνω από 98%.

Η ακρίβεια ανέβηκε από 90% σε 98,8%. Μετά από 3 εποχές η απώλεια σχεδόν δεν μειώνεται. Η απώλεια στο σύνολο ελέγχου
είναι 0,0372. Χρησιμοποιούμε dropout 25%.

Το ποσοστό σφάλματος είναι 1,2%. Η εκπαίδευση διήρκεσε 162 δευτερόλεπτα.
"""
SPANISH = """
La red convolucional alcanza una exactitud de prueba del 98,8 % tras 5 épocas, con 1.199.882 parámetros y un tamaño de
lote de 64. La pérdida en el conjunto de prueba es 0,037.
"""
ITALIAN = """
La rete convoluzionale raggiunge un'accuratezza del 98,8% sul test dopo 5 epoche, con 1.199.882 parametri. La perdita
sui dati di test è 0,037.
"""
PORTUGUESE = """
A rede convolucional atinge uma acurácia de teste de 98,8 % após 5 épocas, com 1 199 882 parâmetros e um tamanho de
lote de 64. A perda no teste é 0,037.
"""


@pytest.fixture(scope="module")
def namespace(tmp_path_factory: pytest.TempPathFactory) -> Namespace:
    store = write_store(tmp_path_factory.mktemp("check") / "runs", first_document_runs())
    return Namespace(make_report(read_library([store]), Settings()))


@pytest.fixture(scope="module")
def named(tmp_path_factory: pytest.TempPathFactory) -> Namespace:
    """One run, "mlp", which reaches 87 % on the test data, 94 % in validation and 97 % in training."""
    run, epochs = sample_run("mlp", final={"accuracy": 0.97, "val_accuracy": 0.94})
    (evaluated,) = run.evaluations
    tested = replace(evaluated, data="test", metrics={**evaluated.metrics, "accuracy": 0.87})
    store = write_store(tmp_path_factory.mktemp("named") / "runs", [(replace(run, evaluations=(tested,)), epochs)])
    return Namespace(make_report(read_library([store]), Settings()))


def typed(text: str, namespace: Namespace) -> list[str]:
    return [found.typed for found in check_prose(text, namespace)]


@pytest.mark.parametrize(
    "prose",
    [ENGLISH, FRENCH, GERMAN, GREEK, SPANISH, ITALIAN, PORTUGUESE],
    ids=["en", "fr", "de", "el", "es", "it", "pt"],
)
def test_prose_that_agrees_with_the_records_is_let_pass(namespace: Namespace, prose: str) -> None:
    assert typed(prose, namespace) == []


@pytest.mark.parametrize(
    ("prose", "wrong"),
    [
        ("The test accuracy of the best network is 97.8 %.", "97.8 %"),
        ("ConvNet2layers reaches 97.8 % on the test set.", "97.8 %"),
        ("An accuracy of 0.978 was reached.", "0.978"),
        ("The accuracy is 97.8.", "97.8"),
        ("88 percent test accuracy, that is all.", "88 percent"),
        ("`MLP5layers` has 98.8 % test accuracy.", "98.8 %"),
        ("Model 3 reaches an accuracy of 98.8 %.", "98.8 %"),
        ("{{ best.name }} reaches an accuracy of 91.56 %.", "91.56 %"),
        ("The training accuracy was 98.80 %.", "98.80 %"),
        ("More than 99 % test accuracy was reached.", "99 %"),
        ("Its error rate is 2.1 %.", "2.1 %"),
        ("The loss of MLP2layers is 0.31.", "0.31"),
        ("ConvNet2layers has 1,199,982 parameters.", "1,199,982"),
        ("MLP5layers has 1.2 million trainable parameters.", "1.2 million"),
        ("It was trained for 10 epochs.", "10"),
        ("It was trained for 3 epochs.", "3"),
        ("- Epochs: 20", "20"),
        ("We use a batch size of 32.", "32"),
        ("Batch sizes of 64 and 128 were tried.", "128"),
        ("The learning rate of 0.1 was kept.", "0.1"),
        ("Le réseau atteint une précision de test de 97,8 %.", "97,8 %"),
        ("ConvNet2layers compte 1 199 982 paramètres.", "1 199 982"),
        ("Les modèles ont été entraînés pendant 10 époques.", "10"),
        ("La taille de lot est de 32.", "32"),
        ("La perte sur le jeu de test vaut 0,05.", "0,05"),
        ("Das Netz erreicht eine Testgenauigkeit von 97,8 %.", "97,8 %"),
        ("ConvNet2layers hat 1.199.982 Parameter.", "1.199.982"),
        ("Die Modelle wurden 10 Epochen lang trainiert.", "10"),
        ("Die Genauigkeit auf den Testdaten ist 96,3 Prozent.", "96,3 Prozent"),
        ("Το δίκτυο φτάνει ακρίβεια ελέγχου 97,8%.", "97,8%"),
        ("Τα μοντέλα εκπαιδεύτηκαν για 10 εποχές.", "10"),
        ("Το MLP5layers έχει ακρίβεια 98,8%.", "98,8%"),
        ("La exactitud de prueba es del 97,8 %.", "97,8 %"),
        ("L'accuratezza sul test è del 97,8 %.", "97,8 %"),
        ("A acurácia de teste é de 97,8 %.", "97,8 %"),
    ],
)
def test_a_number_that_disagrees_is_told(namespace: Namespace, prose: str, wrong: str) -> None:
    assert typed(prose, namespace) == [wrong]


def test_a_disagreement_has_its_place_and_the_value_that_comes_closest(namespace: Namespace) -> None:
    (found,) = check_prose("# Results\n\nThe network has\na **test accuracy** of 98.3 %.\n", namespace)
    assert (found.line, found.column, found.typed) == (4, 24, "98.3 %")
    assert (found.recorded.shown, found.recorded.expression) == (
        "98.79\N{NARROW NO-BREAK SPACE}%",
        "run(2).test_accuracy",
    )


@pytest.mark.parametrize(
    "before", ["All with Adam [@kingma2015]. ", "With Adam [@kingma2015] as ever. ", "With Adam [@kingma2015], "]
)
def test_a_citation_excuses_no_number_of_a_run_that_is_named_behind_it(named: Namespace, before: str) -> None:
    (found,) = check_prose(f"{before}mlp reaches an accuracy of 97.8 %.", named)
    assert found.typed == "97.8 %"


@pytest.mark.parametrize(
    "prose",
    [
        "LeNet [@lecun1998] reaches an accuracy of 97.8 %",
        "97.8 % accuracy [@lecun1998]",
        "LeNet came first [@lecun1998]; it reaches 97.8 % accuracy",
    ],
)
def test_what_is_cited_beside_a_run_that_is_named_is_let_pass(named: Namespace, prose: str) -> None:
    assert typed(f"Unlike mlp, {prose}.", named) == []


def test_the_advice_is_the_value_on_the_test_data_where_no_data_are_named(named: Namespace) -> None:
    (found,) = check_prose("mlp reaches an accuracy of 97.8 %.", named)
    assert found.recorded.expression == "run(1).test_accuracy"
    (found,) = check_prose("mlp reaches a validation accuracy of 97.8 %.", named)
    assert found.recorded.expression == "run(1).validation_accuracy"


def test_a_table_is_read_by_the_heads_of_its_columns_and_the_runs_of_its_rows(namespace: Namespace) -> None:
    table = """
| Model | Test acc. (%) | Parameters | Epochs |
|:------|--------------:|-----------:|-------:|
| ConvNet2layers | 98.80 | 1 199 882 | 5 |
| MLP2layers | 91.65 | 669 706 | 6 |
| `MLP5layers` | 98.80 % | 1.2 M | 5 |
"""
    found = check_prose(table, namespace)
    assert [(item.line, item.column, item.typed) for item in found] == [
        (5, 16, "91.65"),
        (5, 34, "6"),
        (6, 18, "98.80 %"),
        (6, 28, "1.2 M"),
    ]


@pytest.mark.parametrize(
    "number", ["99 %", "98.8 %", "98.80 %", "98,8%", "0.988", "0,988", "98.8 percent", "about 98 %", "≈ 99 %", "98.80"]
)
def test_a_number_is_compared_as_exactly_as_it_was_typed(namespace: Namespace, number: str) -> None:
    assert typed(f"The test accuracy of model 1 is {number}.", namespace) == []


@pytest.mark.parametrize(
    "number",
    ["1 199 882", "1,199,882", "1.199.882", "1'199'882", "1199882", "1.2 million", "1.20M", "1 200 000", "1200k"],
)
def test_a_number_of_parameters_may_be_written_in_any_manner(namespace: Namespace, number: str) -> None:
    assert typed(f"Model 1 has {number} parameters.", namespace) == []


def test_long_texts_without_sense_are_read_in_moments(namespace: Namespace) -> None:
    nonsense = "accuracy of the " * 1000 + "98 % and 97 % " * 1000 + "{{ `` $ [( " * 1000
    check_prose(nonsense, namespace)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("Test accuracy", "12.3 %"),
        ("Training accuracy", "12.3 %"),
        ("Validation accuracy", "12.3 %"),
        ("Test loss", "7.89"),
        ("Batch size", "7"),
        ("Learning rate", "0.7"),
    ],
)
def test_what_the_report_calls_a_metric_is_looked_for_in_its_language(
    namespace: Namespace, language: str, name: str, wrong: str
) -> None:
    with speaking(language):
        assert typed(f"{_(name)}: {wrong}", namespace) == [wrong]
