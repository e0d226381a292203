"""What is printed: medians with their spread over the rounds, ratios with what they must be, and notes on the machine."""
import os
import pathlib
import platform
import statistics
import subprocess
import sys


class Series:
    """One number per round."""

    def __init__(self, values):
        self.values = list(values)

    @property
    def median(self):
        return statistics.median(self.values)

    def show(self, factor=1, digits=1):
        values = [v * factor for v in self.values]
        return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


class Table:
    """A Markdown table."""

    def __init__(self, *head):
        self.rows = [head, ["---"] * len(head)]

    def row(self, *cells):
        self.rows.append([str(c) for c in cells])

    def __str__(self):
        return "\n".join("| " + " | ".join(row) + " |" for row in self.rows)


class Ratio:
    """A ratio with its bound; rounds are compared pairwise, so that the machine's mood cancels out."""

    def __init__(self, what, above, below, least=None, most=None):
        self.what, self.least, self.most = what, least, most
        self.series = Series(a / b for a, b in zip(above.values, below.values))

    def holds(self):
        return (self.least is None or self.series.median >= self.least) and (self.most is None or self.series.median <= self.most)

    def bound(self):
        return f"at least {self.least}" if self.least is not None else f"at most {self.most}" if self.most is not None else "-"

    def __str__(self):
        mark = "" if self.least is None and self.most is None else " ok" if self.holds() else " MISSED"
        return f"{self.what}: {self.series.show(digits=2)}, must be {self.bound()}{mark}"


class Limit(Ratio):
    """A figure with the most that it may be, for what no other program is measured beside."""

    def __init__(self, what, series, most):
        self.what, self.series, self.least, self.most = what, series, None, most


def load():
    return "load average " + " ".join(pathlib.Path("/proc/loadavg").read_text().split()[:3])


def machine():
    model = next((line.partition(":")[2].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), platform.machine())
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, check=False).stdout.strip()
    import libtorrent
    return (f"{os.cpu_count()} cores ({model}), Linux {platform.release()}, {load()}; "
            f"swarmdrive {commit}, libtorrent {libtorrent.__version__}, Python {sys.version.split()[0]}")
