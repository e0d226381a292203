"""The HTTP scenarios: what a drive costs once its bytes are here, against servers of files on the same disk."""
import os
import pathlib
import random

import libtorrent as lt

from .report import Ratio, Series, Table, load
from .swarm import PIECE, V1_ONLY, Seeders
from .webservers import Apache, Nginx, Rclone, ServedBySwarmdrive

MIB = 1 << 20
SERVERS = {server.name: server for server in (ServedBySwarmdrive, Nginx, Apache, Rclone)}
SECONDS = 4
WARM_UP = 8
READERS = 200


class WebContent:
    """A torrent of a big file, one of 4 KiB, and folders of 1,000 and 10,000 files."""

    def __init__(self, folder, length, tracker):
        self.folder, self.name, self.length = pathlib.Path(folder), "web", length
        os.chmod(self.folder.parent, 0o755)
        self.content = self.folder / self.name
        self.content.mkdir()
        source = random.Random(1)
        with open(self.content / "big.bin", "wb") as out:
            for _ in range(0, length, PIECE):
                out.write(source.randbytes(PIECE))
        (self.content / "small.bin").write_bytes(source.randbytes(4096))
        for count in (1000, 10000):
            children = self.content / str(count)
            children.mkdir()
            for i in range(count):
                (children / f"episode {i:05}.mkv").write_bytes(b"x")
        files = lt.file_storage()
        lt.add_files(files, str(self.content))
        made = lt.create_torrent(files, PIECE, V1_ONLY)
        made.add_tracker(tracker.url)
        lt.set_piece_hashes(made, str(self.folder))
        self.file = self.folder / "web.torrent"
        self.file.write_bytes(lt.bencode(made.generate()))


class WebRounds:
    """Each round starts each server anew and asks it all; swarmdrive fetches from a seeder before it is measured."""

    def __init__(self, bench):
        self.bench = bench
        self.content = WebContent(bench.fresh("content"), bench.size, bench.tracker)
        self.figures = {name: {} for name in SERVERS}

    def note(self, server, what, value):
        self.figures[server].setdefault(what, []).append(value)

    def series(self, server, what):
        return Series(self.figures[server][what])

    def run(self):
        with Seeders(self.bench.tracker, self.content, [0]):
            for number in range(self.bench.rounds):
                for name in self.bench.order(SERVERS, number):
                    self.bench.say(f"round {number + 1}: {name}, {load()}")
                    data = self.bench.fresh("data")
                    with SERVERS[name](data, self.content) as server:
                        self.ask(name, server)
                    # what was measured before has left its memory behind: the readers meet a server of their own
                    with SERVERS[name](data, self.content) as server:
                        self.note(name, "rss", server.crawl("big.bin", READERS, 8))
                    self.bench.clear("data")

    def ask(self, name, server):
        folder = self.bench.fresh("scripts")
        server.fetch("big.bin")
        server.fetch("small.bin")
        cpu = server.cpu_of_all()
        seconds, total = zip(*(server.fetch("big.bin") for _ in range(3)))
        assert set(total) == {self.content.length}
        self.note(name, "big", 3 * self.content.length / MIB / sum(seconds))
        self.note(name, "big cpu", (server.cpu_of_all() - cpu) / 3)
        server.rate("small.bin", folder, 32, WARM_UP)
        self.note(name, "small", server.rate("small.bin", folder, 32, SECONDS))
        if name != "nginx":
            server.rate("1000/", folder, 2, WARM_UP, propfind=True)
            self.note(name, "propfind", server.rate("1000/", folder, 2, SECONDS, propfind=True))
            server.propfind("10000/")
            first, whole, length = server.propfind("10000/")
            self.note(name, "first", first)
            self.note(name, "whole", whole)
            self.note(name, "bytes", length / 10000)


def web(bench):
    """Verified bytes over HTTP, beside nginx (dav), Apache mod_dav and rclone serve webdav; Finder's PROPFIND."""
    rounds = WebRounds(bench)
    rounds.run()
    columns = {
        "big": ("GET 1 GiB, MiB/s", 0), "big cpu": ("its CPU s", 2), "small": ("GET 4 KiB, /s", 0), "propfind": ("PROPFIND 1,000, /s", 0),
        "first": ("PROPFIND 10,000: first byte, ms", 1), "whole": ("whole, ms", 0), "bytes": ("bytes a child", 0),
        "rss": (f"MiB with {READERS} slow readers", 0)}
    table = Table("server", *(head for head, _ in columns.values()))
    for name, figures in rounds.figures.items():
        table.row(name, *(
            Series(figures[key]).show(1000 if key in ("first", "whole") else 1, digits) if key in figures else "-"
            for key, (_, digits) in columns.items()))
    yield table
    ours, nginx, apache = ({what: rounds.series(name, what) for what in rounds.figures[name]} for name in ("swarmdrive", "nginx", "Apache"))
    yield Ratio("GET of 1 GiB, speed, swarmdrive : nginx", ours["big"], nginx["big"], least=0.9)
    yield Ratio("GET of 1 GiB, CPU, swarmdrive : nginx", ours["big cpu"], nginx["big cpu"], most=4)
    yield Ratio("GETs of 4 KiB, rate, swarmdrive : Apache", ours["small"], apache["small"], least=0.9)
    yield Ratio("PROPFIND of 1,000, rate, swarmdrive : Apache", ours["propfind"], apache["propfind"], least=2)
    yield Ratio("PROPFIND of 10,000, first byte : whole", ours["first"], ours["whole"], most=0.1)
    yield Ratio(f"resident MiB with {READERS} slow readers : 150", ours["rss"], Series([150] * len(ours["rss"].values)), most=1)
