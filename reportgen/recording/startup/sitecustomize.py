"""What Python imports before the program: starts the recording, then makes room for the user's own `sitecustomize`.

Only `reportgen.recording.child_processes` puts this folder on a path. Pythons of every age come by that the program
starts: whatever they lack, they say nothing and go on.
"""

import sys

_folder = __file__.rsplit("/", 1)[0]
_own = None
try:
    from importlib.machinery import PathFinder

    _name = "reportgen.recording.child_processes"
    # Without the packages around it: they would take as long to import as Python to start.
    _spec = PathFinder.find_spec(_name, [_folder.rsplit("/", 1)[0]])
    _module = sys.modules[_name] = type(sys)(_name)
    _module.__file__, _module.__spec__ = _spec.origin, _spec  # type: ignore[union-attr]
    _spec.loader.exec_module(_module)  # type: ignore[union-attr]
    _module.begin()
except KeyboardInterrupt:
    # Ctrl-C before the program's first line: Python would call it a fatal error of its own and exit with status 1.
    import os
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGINT)
except Exception:
    pass
sys.path[:] = [_entry for _entry in sys.path if _entry != _folder]
if "PathFinder" in globals():
    _own = PathFinder.find_spec("sitecustomize")
if _own is not None and _own.loader is not None:
    from importlib.util import module_from_spec

    _module = sys.modules["sitecustomize"] = module_from_spec(_own)
    _own.loader.exec_module(_module)
