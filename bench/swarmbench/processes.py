"""The processes that a benchmark starts: libtorrent peers and swarmdrive, with their CPU seconds."""
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHUNK = 1 << 20


class BenchError(Exception):
    """Something that makes a measurement worthless."""


def cpu_seconds(pid):
    """User and system time of a process with all its threads, of its ended children too."""
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def peak_mib(pid):
    found = re.search(r"VmHWM:\s+(\d+) kB", pathlib.Path(f"/proc/{pid}/status").read_text())
    return int(found.group(1)) / 1024


class Process:
    """A child that is ended with its `with` block."""

    def __init__(self, words, **options):
        self.child = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.child.send_signal(signal.SIGTERM)
        try:
            self.child.wait(15)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def cpu(self):
        return cpu_seconds(self.child.pid)

    def peak(self):
        return peak_mib(self.child.pid)


class Libtorrent(Process):
    """A libtorrent peer: see peer.py for what it understands."""

    def __init__(self):
        super().__init__(["/usr/bin/python3", str(ROOT / "bench/swarmbench/peer.py")])

    def __call__(self, do, **arguments):
        self.child.stdin.write(json.dumps({"do": do, **arguments}) + "\n")
        self.child.stdin.flush()
        line = self.child.stdout.readline()
        answer = json.loads(line) if line else {"error": "the process has ended"}
        if "error" in answer:
            raise BenchError(f"libtorrent, {do}: {answer['error']}")
        return answer


class Drive:
    """A connection of its own to a drive, and the file of one torrent behind it."""

    def __init__(self, port, torrent):
        self.port, self.torrent = port, torrent
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def again(self):
        """Another connection to the same file."""
        return Drive(self.port, self.torrent)

    def path(self):
        return "/dav/" + urllib.parse.quote(self.torrent.name)

    def status(self, method, path):
        self.connection.request(method, path)
        response = self.connection.getresponse()
        response.read()
        return response.status

    def await_torrent(self):
        end = time.monotonic() + 30
        while self.status("HEAD", self.path()) != 200:
            if time.monotonic() > end:
                raise BenchError("the torrent is not in the drive after 30 s")
            time.sleep(0.005)

    def open(self):
        """The response of a GET of the whole file, to be read by the caller."""
        self.connection.request("GET", self.path())
        return self.connection.getresponse()

    def read(self, position, length):
        """Seconds until a range has arrived, and its bytes."""
        start = time.perf_counter()
        self.connection.request("GET", self.path(), headers={"Range": f"bytes={position}-{position + length - 1}"})
        response = self.connection.getresponse()
        body = response.read()
        seconds = time.perf_counter() - start
        if response.status != 206 or len(body) != length:
            raise BenchError(f"range at {position}: HTTP {response.status}, {len(body)} bytes")
        return seconds, body

    def read_all(self):
        """Seconds until the whole file has arrived."""
        start = time.perf_counter()
        response = self.open()
        buffer, total = bytearray(CHUNK), 0
        while count := response.readinto(buffer):
            total += count
        if response.status != 200 or total != self.torrent.length:
            raise BenchError(f"whole file: HTTP {response.status}, {total} bytes")
        return time.perf_counter() - start

    def api(self, path):
        self.connection.request("GET", "/api/v1/" + path)
        return json.loads(self.connection.getresponse().read())

    def peers(self):
        """Peers of the torrent at this moment."""
        return self.api("status")["peers"]


class Swarmdrive(Process, Drive):
    """./swarmdrive serve with one torrent in its library, or with what is there already, read through WebDAV."""

    def __init__(self, folder, torrent=None):
        self.data = pathlib.Path(folder)
        (self.data / "library").mkdir(parents=True, exist_ok=True)
        self.log = open(self.data / "console.log", "w")
        if torrent:
            self.place(torrent)
        environment = {**os.environ, "SWARMDRIVE_ENGINE_LISTEN_PORT": "0"}
        Process.__init__(
            self,
            [str(ROOT / "swarmdrive"), "serve", "--no-discovery", "--listen", "127.0.0.1:0", "--data", str(self.data)],
            stderr=self.log, env=environment)
        Drive.__init__(self, self.await_ready(), torrent)
        if torrent:
            self.await_torrent()

    def __exit__(self, *_):
        super().__exit__()
        self.log.close()

    def place(self, torrent):
        shutil.copy(torrent.file, self.data / "library" / (torrent.name + ".torrent"))

    def add(self, torrent):
        """Adds a torrent as a user does, and waits until it is in the drive."""
        self.torrent = torrent
        self.place(torrent)
        self.await_torrent()

    def await_ready(self):
        for line in self.child.stdout:
            ready = re.search(r"listening on http://[^:]+:(\d+)/", line)
            if ready:
                return int(ready.group(1))
        raise BenchError(f"swarmdrive did not start: {(self.data / 'console.log').read_text()[-2000:]}")
