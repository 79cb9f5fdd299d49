"""Starts processes in every way there is. Each trains, by name, and prints what it sees of its environment."""

# ruff: noqa: PLW1510  # as programs call it

import asyncio
import multiprocessing
import os
import pty
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

PYTHON, SELF = sys.executable, str(Path(__file__).resolve())
FEW = {"PATH": os.environ["PATH"]}


def train(name):
    try:
        import reportgen
    except ImportError:  # a Python with packages of its own
        return
    with reportgen.record(name) as run:
        run.log_epoch(loss=1.0)
    ours = {key: value for key, value in os.environ.items() if key.startswith(("PYTHON", "REPORTGEN"))}
    print(name, ours, [entry for entry in sys.path if "/more" in entry or "startup" in entry], flush=True)


def command(name):
    return [PYTHON, SELF, name]


def by_subprocess():
    subprocess.run(command("run"), check=True)
    subprocess.run(command("run with a copy of the environment"), env={**os.environ, "CUDA_VISIBLE_DEVICES": "0"})
    subprocess.run(command("run with an environment of its own"), env=FEW)
    subprocess.run(command("run with a path of its own"), env={**os.environ, "PYTHONPATH": "/more"})
    subprocess.run(command("run without closing files"), close_fds=False, env=os.environ)
    subprocess.run(f"{PYTHON} {SELF} shell", shell=True)
    subprocess.run(f"PYTHONPATH=$PYTHONPATH:/more {PYTHON} {SELF} 'shell that extends the path'", shell=True)
    subprocess.run(["sh", "-c", f"(cd / && exec {PYTHON} {SELF} 'shell given few variables')"], env=FEW)
    subprocess.run([PYTHON, "-c", f"import subprocess; subprocess.run({command('grandchild')!r})"])
    print(FEW.keys())  # a caller's environment stays as it was


def by_os():
    os.system(f"{PYTHON} {SELF} system")
    print(os.popen(f"{PYTHON} {SELF} popen").read(), end="", flush=True)
    os.spawnve(os.P_WAIT, PYTHON, command("spawnve"), os.environ)
    os.waitpid(os.posix_spawn(PYTHON, command("posix_spawn"), os.environ), 0)
    for replace in (
        lambda: os.execv(PYTHON, command("execv")),
        lambda: os.execve(PYTHON, command("execve"), env=os.environ),
        lambda: os.execlp(PYTHON, *command("execlp")),
        lambda: train("fork"),
    ):
        if child := os.fork():
            os.waitpid(child, 0)
        else:
            replace()
            os._exit(0)
    pty.spawn(command("pty"))


def with_a_path():
    os.environ["PYTHONPATH"] = "/more"
    subprocess.run(command("path set by the program"))
    del os.environ["PYTHONPATH"]
    subprocess.run(command("path deleted by the program"))


def by_multiprocessing():
    for method in ("spawn", "fork", "forkserver"):
        context = multiprocessing.get_context(method)
        process = context.Process(target=train, args=(f"process by {method}",))
        process.start()
        process.join()
        with context.Pool(1) as pool:
            pool.map(train, [f"pool by {method}"])
        with ProcessPoolExecutor(1, mp_context=context) as executor:
            list(executor.map(train, [f"executor by {method}"]))


def by_asyncio():
    async def start():
        await (await asyncio.create_subprocess_exec(*command("asyncio"))).wait()
        await (await asyncio.create_subprocess_shell(f"{PYTHON} {SELF} 'asyncio by a shell'")).wait()

    asyncio.run(start())


def forks_in_a_loop():
    import reportgen

    with reportgen.record("forks within") as run:
        run.log_epoch(loss=1.0)
        if os.fork() == 0:
            run.log_epoch(loss=9.0)
            run.log_evaluation(loss=9.0)
            sys.exit(0)
        os.wait()
        run.log_epoch(loss=0.5)


def wrongly():
    for wrong in (
        lambda: subprocess.run(["/no/such/program"]),
        lambda: subprocess.run(command("never"), env={"a": 1}),
        lambda: os.execve("/no/such/program", ["x"], {}),
        lambda: os.posix_spawn(PYTHON, [], None),
        lambda: os.environ.__setitem__("a", "b\0"),
    ):
        try:
            wrong()
        except (OSError, TypeError, ValueError) as error:
            trace, lines = error.__traceback__, []
            while trace is not None:
                lines.append((Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno))
                trace = trace.tb_next
            print(type(error).__name__, error, error.__context__, lines)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        train(sys.argv[1])
        sys.exit()
    for start in (by_subprocess, by_os, with_a_path, by_multiprocessing, by_asyncio, forks_in_a_loop, wrongly):
        start()
