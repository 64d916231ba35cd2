"""The process that reads files from outside: ``python -m assistant.adapters.readers.worker '{"memory_mb": …}'``.

Paths come in on standard input, a line of JSON each; answers leave on standard output. An error that no reader expects
ends the process, and the sandbox says that the file is damaged.
"""

import json
import math
import os
import resource
import sys
from pathlib import Path

from assistant.adapters.readers import read_file
from assistant.adapters.readers.limits import Limits
from assistant.adapters.readers.wire import pack_files, pack_reason
from assistant.errors import DocumentError


def main(settings: dict[str, float]) -> None:
    """Serve requests until standard input closes."""
    memory_mb, seconds, output_mb = int(settings["memory_mb"]), settings["seconds"], int(settings["output_mb"])
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, memory_mb << 20))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not look like an answer
    limits = Limits(pages=int(settings["pages"]))
    for line in sys.stdin.buffer:
        _allow_cpu(seconds)
        answer = _answer(Path(json.loads(line)["path"]), limits, memory_mb)
        if len(answer) > output_mb << 20:
            answer = pack_reason(f"It holds more than {output_mb} MB of text; split it.")
        answers.write(answer)
        answers.flush()


def _answer(path: Path, limits: Limits, memory_mb: int) -> bytes:
    try:
        return pack_files(read_file(path, limits))
    except DocumentError as error:
        return pack_reason(str(error))
    except MemoryError:
        return pack_reason(f"Reading it needs more than {memory_mb} MB of memory.")
    except PermissionError:
        return pack_reason("There is no permission to read it.")
    except OSError as error:
        return pack_reason(f"It cannot be read: {error.strerror or 'the disk gave an error'}.")


def _allow_cpu(seconds: float) -> None:
    """The limit counts a process's whole life, so it is moved on before each file."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


if __name__ == "__main__":
    main(json.loads(sys.argv[1]))
