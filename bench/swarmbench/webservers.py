"""The servers that swarmdrive's HTTP side is measured against, on the same content, and how they are asked."""
import os
import pathlib
import re
import selectors
import shutil
import socket
import subprocess
import time

from .processes import BenchError, Process, Swarmdrive, cpu_seconds

CHUNK = 1 << 20
PROPERTIES = b"""<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:"><D:prop><D:getlastmodified/><D:getcontentlength/><D:creationdate/><D:resourcetype/></D:prop></D:propfind>
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid):
    """A process and all its descendants."""
    found = [pid]
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += family(int(child))
    return found


def rss_mib(pid):
    """Resident memory; pages that processes share are counted once for each."""
    return sum(
        int(re.search(r"VmRSS:\s+(\d+) kB", pathlib.Path(f"/proc/{p}/status").read_text()).group(1)) for p in family(pid)) / 1024


class WebServer:
    """Mixed into a Process: a server whose content lies below a path of its own."""

    def cpu_of_all(self):
        return sum(cpu_seconds(p) for p in family(self.child.pid))

    def rss(self):
        return rss_mib(self.child.pid)

    def await_port(self):
        end = time.monotonic() + 30
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if time.monotonic() > end:
                    raise BenchError(f"{self.name} does not listen") from None
                time.sleep(0.05)

    def connect(self):
        return socket.create_connection(("127.0.0.1", self.port), 60)

    def fetch(self, path):
        """Seconds until a whole file has arrived, and its bytes in number."""
        start = time.perf_counter()
        with self.connect() as s:
            s.sendall(f"GET {self.prefix}{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            buffer, total, head = bytearray(CHUNK), 0, b""
            while count := s.recv_into(buffer):
                if b"\r\n\r\n" not in head:
                    head += buffer[:count]
                    count = len(head.partition(b"\r\n\r\n")[2])
                total += count
        if not head.startswith(b"HTTP/1.1 200"):
            raise BenchError(f"{self.name}: {head[:60]}")
        return time.perf_counter() - start, total

    def propfind(self, path):
        """Seconds to the first byte and to the last of a PROPFIND, and its bytes in number."""
        start = time.perf_counter()
        with self.connect() as s:
            s.sendall(
                f"PROPFIND {self.prefix}{path} HTTP/1.1\r\nHost: localhost\r\nDepth: 1\r\nConnection: close\r\n"
                f"Content-Length: {len(PROPERTIES)}\r\n\r\n".encode() + PROPERTIES)
            head = s.recv(CHUNK)
            first, total = time.perf_counter() - start, len(head)
            while chunk := s.recv(CHUNK):
                total += len(chunk)
        if not head.startswith(b"HTTP/1.1 207"):
            raise BenchError(f"{self.name}: {head[:60]}")
        return first, time.perf_counter() - start, total

    def rate(self, path, folder, connections, seconds, propfind=False):
        """Answers per second, as wrk counts them."""
        script = pathlib.Path(folder) / "propfind.lua"
        script.write_text(
            'wrk.method = "PROPFIND"\nwrk.headers["Depth"] = "1"\nwrk.body = [[' + PROPERTIES.decode() + "]]\n" if propfind else "")
        out = subprocess.run(
            ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", script, f"http://127.0.0.1:{self.port}{self.prefix}{path}"],
            capture_output=True, text=True, check=True).stdout
        if "Non-2xx" in out or "Socket errors" in out:
            raise BenchError(f"{self.name}: {out}")
        return float(re.search(r"Requests/sec:\s+([\d.]+)", out).group(1))

    def crawl(self, path, readers, seconds):
        """Resident memory while so many clients take 16 KiB each every tenth of a second."""
        waiting = selectors.DefaultSelector()
        sockets = []
        for _ in range(readers):
            s = socket.socket()
            s.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 32 << 10)
            s.connect(("127.0.0.1", self.port))
            s.sendall(f"GET {self.prefix}{path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            s.setblocking(False)
            waiting.register(s, selectors.EVENT_READ)
            sockets.append(s)
        end, taken = time.monotonic() + seconds, 0
        while time.monotonic() < end:
            for key, _ in waiting.select(0):
                taken += len(key.fileobj.recv(16 << 10))
            time.sleep(0.1)
        resident = self.rss()
        for s in sockets:
            s.close()
        if taken < readers * (16 << 10):
            raise BenchError(f"{self.name}: the slow readers got {taken} bytes")
        return resident


class ServedBySwarmdrive(WebServer, Swarmdrive):
    name = "swarmdrive"

    def __init__(self, folder, torrent):
        self.prefix = f"/dav/{torrent.name}/"
        super().__init__(folder, torrent)

    def path(self):
        return self.prefix


class Nginx(WebServer, Process):
    name = "nginx"
    prefix = "/"

    def __init__(self, folder, torrent):
        self.port = free_port()
        config = pathlib.Path(folder) / "nginx.conf"
        config.write_text(f"""
daemon off; worker_processes auto; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; client_body_temp_path {folder}/body;
  server {{ listen 127.0.0.1:{self.port}; root {torrent.content}; dav_methods PUT DELETE; }} }}
""")
        if os.getuid() == 0:
            config.write_text("user root;" + config.read_text())
        super().__init__([shutil.which("nginx", path="/usr/sbin:/usr/bin:/bin"), "-c", str(config), "-e", f"{folder}/error.log"])
        self.await_port()


class Apache(WebServer, Process):
    name = "Apache"
    prefix = "/"

    def __init__(self, folder, torrent):
        self.port = free_port()
        modules = "".join(
            f"LoadModule {m}_module /usr/lib/apache2/modules/mod_{m}.so\n" for m in ("mpm_event", "authz_core", "dav", "dav_fs", "mime"))
        config = pathlib.Path(folder) / "apache.conf"
        config.write_text(f"""{modules}ServerRoot {folder}
ServerName localhost
Listen 127.0.0.1:{self.port}
PidFile {folder}/pid
ErrorLog {folder}/error.log
TypesConfig /etc/mime.types
DavLockDB {folder}/locks
MaxKeepAliveRequests 0
DocumentRoot {torrent.content}
<Directory {torrent.content}>
  Dav On
  Require all granted
</Directory>
""")
        if os.getuid() == 0:
            config.write_text(config.read_text() + "User www-data\nGroup www-data\n")
        super().__init__([shutil.which("apache2", path="/usr/sbin:/usr/bin:/bin"), "-f", str(config), "-DFOREGROUND"])
        self.await_port()


class Rclone(WebServer, Process):
    name = "rclone"
    prefix = "/"

    def __init__(self, folder, torrent):
        self.port = free_port()
        super().__init__(
            ["rclone", "serve", "webdav", str(torrent.content), "--addr", f"127.0.0.1:{self.port}", "--read-only", "--config", "/dev/null"],
            stderr=subprocess.DEVNULL)
        self.await_port()
