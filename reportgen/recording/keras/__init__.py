"""Recording of Keras trainings. The only modules of reportgen that import Keras, and only once the program has."""
