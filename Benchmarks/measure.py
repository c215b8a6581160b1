"""Runs one process and says what it cost."""

import os
import resource
import subprocess
import threading
import time
from dataclasses import dataclass


@dataclass
class Cost:
    """CPU and wall in seconds, memory in MB (the resident set's peak), descriptors open at most."""

    status: int
    cpu: float
    wall: float
    memory: float
    descriptors: int
    gave_up: str = ""

    @property
    def worked(self) -> bool:
        return self.status == 0


def _watch(pid, stop, seen):
    """Counts the open descriptors of a process every 20 ms."""
    while not stop.is_set():
        try:
            seen[0] = max(seen[0], len(os.listdir(f"/proc/{pid}/fd")))
        except OSError:
            pass
        stop.wait(0.02)


def run(command, log, memory_limit=None, time_limit=None, descriptors=4096) -> Cost:
    """Runs a command niced, its output in `log`.

    memory_limit: address space in bytes; time_limit: CPU seconds. What goes beyond fails by itself.
    """

    def prepare():
        os.nice(5)
        hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(descriptors, hard), hard))
        if memory_limit:
            resource.setrlimit(resource.RLIMIT_AS, (memory_limit, memory_limit))
        if time_limit:
            resource.setrlimit(resource.RLIMIT_CPU, (time_limit, time_limit + 5))

    start = time.monotonic()
    with open(log, "wb") as out:
        child = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, preexec_fn=prepare)
    stop, seen = threading.Event(), [0]
    watcher = threading.Thread(target=_watch, args=(child.pid, stop, seen))
    watcher.start()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    stop.set()
    watcher.join()
    cost = Cost(
        status=child.returncode, cpu=usage.ru_utime + usage.ru_stime, wall=wall,
        memory=usage.ru_maxrss / 1024, descriptors=seen[0])
    if not cost.worked:
        with open(log, errors="replace") as text:
            lines = [line.strip() for line in text if line.strip()]
        cost.gave_up = lines[-1][:160] if lines else f"ended with {child.returncode}"
    return cost
