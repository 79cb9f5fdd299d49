"""The machine and the software a run was recorded on. Nothing of the environment's variables, no user, no host name."""

from reportgen.records.values import Integer, Record


class Gpu(Record, frozen=True, kw_only=True):
    """A graphics processor as its driver describes it; memory in bytes."""

    name: str
    memory_bytes: Integer | None = None
    driver: str | None = None


class Platform(Record, frozen=True, kw_only=True):
    """`device` is where the model's variables lived ("CPU:0", "GPU:0"); `backend` is Keras's ("tensorflow")."""

    device: str | None = None
    gpus: tuple[Gpu, ...] = ()
    cpu: str | None = None
    cpu_cores: Integer | None = None
    architecture: str | None = None
    memory_bytes: Integer | None = None
    os: str | None = None
    python: str | None = None
    keras: str | None = None
    backend: str | None = None
    backend_version: str | None = None
    packages: dict[str, str] = {}
