"""The words of all languages of reports, beside those of English, which every language of the field uses.

They are patterns over words in any case of letters. What is in one language and means something else in another is
left out.
"""

PERCENT = r"percent|per cent|pour ?cents?|Prozent|por ciento|por cento|per cento|τοις εκατό|τοις εκατο"
MILLION = (
    r"millions?|Mio\.?|Millionen|Million|millones|millón|milioni|milione|milhões|milhão|εκατομμύρι\w+|εκ\."
    r"|M"
)
THOUSAND = r"thousands?|milliers?|mille|Tausend|tausend|mila|χιλιάδες|k|K"

METRICS: dict[str, str] = {
    "accuracy": r"accurac(?:y|ies)|acc\.?|exactitude|justesse"
    r"|taux de (?:bonne )?(?:classification|reconnaissance|réussite)|\w*genauigkeit(?:en)?|trefferquoten?"
    r"|exactitud|accuratezz[ae]|acurácia|acuracia|exatidão|ορθότητ\w+",
    # "précision" and its sisters name both.
    "accuracy or precision": r"pr[ée]cisions?|precisi[óo]n|precision[ei]|precisão|ακρ[ίι]β\w+",
    "error": r"error rates?|taux d['’]erreurs?|fehlerraten?|tasa de error|tasso di errore|taxa de erro"
    r"|ποσοστό σφάλματος",
    "loss": r"loss(?:es)?|pertes?|\w*verluste?|pérdidas?|perdit[ae]|perdas?|απ[ώω]λει\w+",
    "f1": r"f1(?:[- ](?:score|maß|wert|measure))?|score f1|f-score",
    "recall": r"recall|rappel|trefferrate|sensibilidad|exhaustividad|richiamo|revocação|ανάκληση\w*",
    "mean_absolute_error": r"mae|mean absolute error|erreur absolue moyenne|mittlere[rn]? absolute[rn]? fehler"
    r"|error absoluto medio|errore assoluto medio|erro absoluto médio|μέσο απόλυτο σφάλμα",
    "root_mean_squared_error": r"rmse|root mean squared? error",
    "parameters": r"(?:trainable )?parameters?|param[èe]tres|parametern?|parameterzahl|parámetros|parametri|parâmetros"
    r"|παρ[άα]μ[έε]τρ\w+|weights|poids|gewichten?|pesos|pesi|βάρη",
    "epochs": r"epochs|époques|epochen|epoche|épocas|εποχές|εποχών|εποχες",
    "batch_size": r"batch[- _]?sizes?|(?:mini-?)?batch(?:es)?(?= (?:of|de|von|à|mit|των)\b)"
    r"|tailles? (?:de|des|du) (?:lots?|batch(?:es)?|mini-?batch(?:es)?)|lots(?= de\b)"
    r"|batch-?gr(?:ö|oe)(?:ß|ss)en?|stapelgr(?:ö|oe)(?:ß|ss)en?|tamaños? (?:de|del) (?:lotes?|batch)"
    r"|(?:dimension[ei]|dim\.) (?:(?:del|dei) )?(?:batch|lott[oi])|tamanhos? (?:do|dos|de) (?:lotes?|batch)"
    r"|μ[έε]γεθος (?:της )?(?:παρτίδας|δέσμης|batch)|μεγέθη (?:παρτίδας|δέσμης)|παρτίδες(?= των)",
    "learning_rate": r"learning[- _]rates?|taux d['’]apprentissage|lernraten?|tasas? de aprendizaje"
    r"|tass[oi] di apprendimento|taxas? de (?:aprendizagem|aprendizado)|ρυθμ\w+ (?:εκ)?μάθησης",
}

PARTS: dict[str, str] = {
    "test": r"tests?|test(?:daten|menge|satz|datensatz)\w*|évaluation|prueba|teste|δοκιμ\w+|ελέγχου|αξιολόγησης",
    "training": r"train|training|trainings?(?:daten|menge|satz|datensatz)\w*|entra[îi]nement"
    r"|(?<!taux d['’])apprentissage|entrenamiento|addestramento|treino|treinamento|εκπα[ίι]δευσ\w+",
    "validation": r"val|validation|validierung\w*|validación|validazione|validação|επικ[ύυ]ρωσ\w+",
}
# German writes them into the name.
COMPOUNDS = {"test": "test", "training": "trainings", "validation": "validierungs"}

# What may stand between a name and its number, so that the two belong together.
LINKS = (
    r"of|is|are|was|were|be|at|to|the|a|an|value|set|sets|data|in|on|equals?|equal|only|just|its"
    r"|reach(?:es|ed)?|about|around|approximately|roughly|nearly|almost|exactly|fixed|with|score|rate|fell"
    r"|rose|falls|rises|up|down|attains|hits|d|l|de|du|des|est|était|sont|étaient|vaut|valait|atteint"
    r"|atteignait|atteignent|environ|près|presque|à|le|la|les|sur|en|jeu|ensemble|données|fixée?|égale?s?"
    r"|égaux|exactement|avec|un|une|von|ist|sind|war|waren|beträgt|betrug|liegt|lag|liegen|bei|auf|etwa"
    r"|rund|ca\.?|ungefähr|knapp|genau|erreicht|erreichte|dem|den|der|die|das|einer|einem|eine|mit|zu|es"
    r"|fue|era|son|del|al|el|los|las|conjunto|datos|cerca|sobre|alcanza|con|una|unos|è|di|della|dei|sul"
    r"|sui|dati|raggiunge|pari|circa|il|lo|é|foi|do|da|dos|das|no|na|nos|dados|atinge|com|uma|os"
    r"|aproximadamente|είναι|ήταν|του|της|των|στο|στη|στην|στα|σε|το|τα|η|οι|ίση|ίσο|με|περίπου|σύνολο"
    r"|δεδομένα|φτάνει|έφτασε|σχεδόν|ανέρχεται"
)
# What may stand between a number and the name behind it, beside the words above.
ADJECTIVES = (
    r"trainable|learnable|total|free|different|training|full|complete|overall|final|best|mean|macro|top"
    r"|entraînables?|trainierbaren?|lernbaren?|ganzen?|entrenables|addestrabili|treináveis|εκπαιδεύσιμ\w+"
    r"|συνολικ\w+|πλήρεις"
)
# What a model does to a number of percent that is its accuracy, though nobody calls it so.
REACHES = (
    r"reach(?:es|ed)?|achiev(?:es?|ed)|attain(?:s|ed)?|obtain(?:s|ed)?|scor(?:es?|ed)|atteint|atteignent"
    r"|obtient|obtiennent|erreich(?:t|te|en)|erziel(?:t|te|en)|alcanza|logra|obtiene|raggiunge|ottiene"
    r"|atinge|alcança|obtém|πετυχαίνει|επιτυγχάνει|φτάνει"
)

# Numbers behind these words are names of something, or no measured values.
NO_MEASURE_BEFORE = (
    r"figures?|figs?\.?|tables?|tab\.?|sections?|chapters?|equations?|eqs?\.?|pages?|pp?\.|steps?|version"
    r"|v\.?|models?|runs?|labs?|tasks?|exercises?|questions?|class|classes|digits?|epoch|layers?|seeds?"
    r"|random[ _]state|nos?\.?|nr\.?|numbers?|tp|tensorflow|keras|python|tableaux?|chapitres?|équations?"
    r"|étapes?|modèles?|exécutions?|exercices?|chiffres?|époque|couches?|№|abbildung(?:en)?|abb\.?"
    r"|tabellen?|abschnitte?|kapitel|gleichung(?:en)?|seiten?|schritte?|modelle?|läufe?|lauf|aufgaben?"
    r"|übung(?:en)?|klassen?|ziffern?|epoche|schicht(?:en)?|nummer|figuras?|tablas?|tabelas?|secciones"
    r"|sección|seções|seção|modelos?|clases?|dígitos?|época|figur[ae]|tabell[ae]|sezion[ei]|modell[oi]"
    r"|class[ei]|epoca|σχήμα\w*|εικόν\w+|πίνακ\w+|ενότητ\w+|κεφάλαι\w+|εξίσωσ\w+|μοντέλ\w+|εκτέλεσ\w+"
    r"|άσκησ\w+|βήμα\w*|κλάσ\w+|ψηφί\w+|εποχή|στρώμα\w*|by|um|κατά|top-|p ?<"
)
# Numbers before these words are differences, multiples, parts of a whole, or lengths.
NO_MEASURE_AFTER = (
    r"(?:percentage[- ]|prozent)?points?\b|points? de pourcentage|prozentpunkte?\b|pp\b|puntos\b|punti\b"
    r"|pontos\b|(?:ποσοστιαίες )?μονάδ\w+|times\b|fold\b|fois\b|mal\b|veces\b|volte\b|vezes\b|φορές\b"
    r"|(?:of|des|de la|der|των|τα)(?: the)?(?: \w+)? (?:data|images?|samples?|pictures?|échantillons?"
    r"|données|daten|bilder|δεδομένων|δειγμάτων|εικόνων)\b"
    r"|(?:more|fewer|less|higher|lower|better|worse|de plus|de moins|mehr|weniger|besser|schlechter|höher"
    r"|niedriger|más|menos|più|meno|mais|περισσότερ\w+|λιγότερ\w+)\b"
    r"|dropout|d['’]abandon|seconds?\b|minutes?\b|hours?\b|secondes?\b|heures?\b|sekunden?\b|minuten?\b"
    r"|stunden?\b|s\b|ms\b|min\b|h\b|gb\b|mb\b|gib\b|mib\b|δευτερόλεπτα|λεπτά|ώρες"
)

# A sentence with one of these speaks of what is no result of a run: chance, a goal, the work of others, a single class.
NO_RESULT = (
    r"chance|random(?:ly)? guess\w*|guessing|by chance|hasard|aléatoire\w*|zuf[aä]ll\w*|ergäbe|könnten?"
    r"|al azar|a caso|ao acaso|τυχαί\w+|goal|target|aim|threshold|objectif|seuil|ziel|schwelle|objetivo"
    r"|obiettivo|στόχο\w*|κατώφλι|et al|state of the art|état de l['’]art|stand der technik"
    r"|in the literature|published|literatur|littérature|βιβλιογραφί\w+|human|humain\w*|menschen?"
    r"|άνθρωπ\w+|average|averaged|on average|moyenne|durchschnitt\w*|im mittel|promedio|media|média"
    r"|μέσ[οηος]+ (?:όρο|ακρίβεια|τιμή)\w*|(?:the )?(?:class|digit|letter)(?= \S+)|(?:le |du )?chiffre"
    r"|ziffer|ψηφίο\w*|dígito|confiden\w+|confiance|konfidenz|dropout|abandon|εγκατάλειψη\w*|would|serait"
    r"|wäre|könnte|sería|sarebbe|seria|θα (?:ήταν|είχε)|if"
    r"|top-?\d|expect\w*|need(?:s|ed)?|requir\w+|nécessaire|exig\w+|attend\w*|nötig|verlangt\w*|erwart\w+|esper\w+"
    r"|απαιτ\w+|αναμεν\w+|per class|par classe|pro klasse|ανά κλάση"
)
# A sentence with one of these may tell what an epoch was like on the way.
COURSE = (
    r"epochs?|époques?|epochen?|épocas?|epoche|epoca|εποχ\w+|first|begin\w*|start\w*|initial\w*|already"
    r"|halfway|rise[sn]?|rose|fell|falls?|début|commence\w*|premi\w+|déjà|augment\w*|baiss\w+|anfang\w*"
    r"|erste\w*|beginn\w*|bereits|steig\w+|stieg|sinkt|sank|fällt|fiel|αρχ\w+|πρώτ\w+|ήδη|αυξ\w+|μειώ\w+"
    r"|primer\w*|inizi\w*|prim[aei]|sub[eió]\w*|baj\w+|aument\w+"
    r"|(?:from|de|von|από|da|desde)(?=\s[\d.,]+\s?%?\s?(?:to|à|auf|bis|σε|έως|a|até)\s?\d)"
)
DIFFERENCE = (
    r"difference|gap|improv\w+|gain\w*|increas\w+|decreas\w+|drop\w*|loss of accuracy|écart|différence|amélior\w+"
    r"|perte de (?:précision|justesse)|gagn\w+|unterschied\w*|verbesser\w*|abstand|zuwachs|διαφορά\w*|βελτί\w+"
    r"|diferencia|mejora\w*|differenza|diferença|melhor\w*"
)
MORE = (
    r"more than|over|above|beats?|bat|schlägt|übertrifft|at least|exceed(?:s|ed|ing)?|greater than"
    r"|higher than|beyond|better than|surpass\w*|plus de|plus d['’]|au moins|au-dessus de|supérieur\w* à"
    r"|dépass\w+|mehr als|über|mindestens|übersteig\w*|más de|al menos|por encima de|supera|più (?:di|del)"
    r"|almeno|oltre|mais de|pelo menos|acima de|πάνω από|τουλάχιστον|περισσότερο από|άνω του|ξεπερν\w+|>|≥"
)
LESS = (
    r"less than|under|below|at most|fewer than|lower than|smaller than|up to|moins de|moins d['’]|au plus"
    r"|inférieur\w* à|sous|en dessous de|weniger als|unter|höchstens|menos de|por debajo de"
    r"|meno (?:di|del)|sotto|abaixo de|λιγότερο από|κάτω από|το πολύ|<|≤"
)
ABOUT = (
    r"about|around|approximately|roughly|nearly|almost|close to|some|environ|près de|presque|quelque|etwa"
    r"|rund|ca\.?|ungefähr|knapp|fast|cerca|casi|circa|quasi|quase|περίπου|σχεδόν|~|≈"
)
TRAINED = (
    r"train\w*|entra[îi]n\w*|apprent\w*|trainier\w*|gelernt|entren\w*|addestr\w*|allen\w*|trein\w*"
    r"|εκπαιδ\w+|ran|runs?|lief\w*"
)
# Epochs behind these words are some of a training, not all; behind those, it is not the training that lasts so long.
PARTLY = (
    r"after|first|last|within|only|than|before|until|at|all|of the|these|those|après|premi\w+|derni\w+"
    r"|au bout de|dès|ces|nach|ersten?|letzten?|alle|innerhalb|vor|diese\w*|después de|primer\w*|últim\w*"
    r"|dopo|prim[ei]|ultim[ei]|após|depois de|μετά(?: από)?|πρώτες|τελευταίες|αυτές"
)
EVERY = (
    r"every|each|another|next|patience(?: of)?|further|chaque|toutes les|tous les|encore|jede\w*"
    r"|weitere\w*|geduld|cada|ogni|κάθε|υπομονή|επόμενες"
)
LAYER = r"layers?|couches?|schicht\w*|capas?|strat[oi]|camadas?|στρώμ\w+|embedding\w*|conv\w*|dense"
# A sentence with one of these sets a run beside another, which it may not name.
COMPARED = (
    r"than|but|except|sauf|excepté|hormis|nur|außer|εκτός|excepto|salvo|tranne|exceto|compared|comparison"
    r"|versus|vs\.?|against|unlike|contrast|whereas|while|baseline"
    r"|(?:plus|moins|mieux|meilleure?s?|supérieure?s?)\b.{0,40}\bque|par rapport|contre|comparé\w*|tandis"
    r"|alors que|als|gegenüber|verglichen|vergleich|während|hingegen"
    r"|(?:καλύτερ|μεγαλύτερ|μικρότερ|χειρότερ|περισσότερ|λιγότερ|υψηλότερ|χαμηλότερ)\w+\b.{0,20}\bαπό"
    r"|σύγκριση|σχέση|έναντι|ενώ|comparad\w+|frente|mientras|rispetto|mentre|enquanto|em relação"
)
# "model 2": a run by its number in the report.
MODEL = r"models?|runs?|modèles?|modelle?|modelos?|modell[oi]|μοντέλ\w+|№"
