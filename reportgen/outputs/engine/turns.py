"""Whose turn it is to use the PDF engine: one thread's at a time.

What stands in for the engine's functions, and what listens to it, is there for the whole process: two reports that a
program renders in two threads would be laid out with the memory of each other.
"""

import threading

ENGINE_TURN = threading.Lock()
"""Held by the thread that uses the engine, from loading it on."""
