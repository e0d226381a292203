"""A torrent, its seeders and a tracker that names them, all on loopback."""
import contextlib
import http.server
import pathlib
import random
import socket
import struct
import threading

import libtorrent as lt

from .processes import Libtorrent
from .shaping import ShapedLinks

PIECE = 1 << 20
V1_ONLY = 1 << 6  # the name is missing in the binding


class Torrent:
    """A single-file torrent of bytes that follow from a seed."""

    def __init__(self, folder, name, length, tracker, piece=PIECE):
        self.folder, self.name, self.length, self.piece = pathlib.Path(folder), name, length, piece
        self.content = self.folder / name
        with open(self.content, "wb") as out:
            source = random.Random(name)
            for at in range(0, length, PIECE):
                out.write(source.randbytes(min(PIECE, length - at)))
        files = lt.file_storage()
        files.add_file(name, length)
        made = lt.create_torrent(files, piece, V1_ONLY)
        made.add_tracker(tracker.url)
        lt.set_piece_hashes(made, str(self.folder))
        self.file = self.folder / (name + ".torrent")
        self.file.write_bytes(lt.bencode(made.generate()))

    def cold_places(self, count, length, seed):
        """Random places such that no two reads touch one piece, and that in each round as many as are to be expected cross a border."""
        chosen = random.Random(seed)
        pieces = chosen.sample(range(0, self.length // self.piece - 1, 2), count)
        offsets = [int((number + chosen.random()) / count * self.piece) for number in range(count)]
        chosen.shuffle(offsets)
        return [p * self.piece + offset for p, offset in zip(pieces, offsets)]

    def bytes_at(self, position, length):
        with open(self.content, "rb") as file:
            file.seek(position)
            return file.read(length)


class Tracker(contextlib.AbstractContextManager):
    """Tells everybody the same fixed peers (BEP 3, BEP 23), so that a run decides who meets whom."""

    def __init__(self):
        self.peers = []
        tracker = self

        class Announce(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                peers = b"".join(socket.inet_aton(host) + struct.pack(">H", port) for host, port in tracker.peers)
                body = b"d8:intervali1800e5:peers%d:%be" % (len(peers), peers)
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Announce)
        self.url = f"http://127.0.0.1:{self.server.server_port}/announce"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def __exit__(self, *_):
        self.server.shutdown()


class Seeders(contextlib.ExitStack):
    """libtorrent seeders of one torrent that the tracker names from now on.

    rates: bytes per second of each, 0 for no limit. links: each seeder is met over a shaped link of its own.
    """

    def __init__(self, tracker, torrent, rates, links=None):
        super().__init__()
        self.peers = []
        ports = []
        for rate in rates:
            peer = self.enter_context(Libtorrent())
            peer("seed", torrent=str(torrent.file), folder=str(torrent.folder))
            if rate:
                peer("limit", rate=rate)
            self.peers.append(peer)
            ports.append(peer("port")["port"])
        self.links = self.enter_context(ShapedLinks(links, ports)) if links else None
        tracker.peers = [("127.0.0.1", port) for port in (self.links.ports() if links else ports)]

    def be_patient(self, on):
        """Whether they keep a client that wants nothing, which is not libtorrent's default."""
        for peer in self.peers:
            peer("patient", on=on)

    def sent(self):
        return sum(peer("sent")["bytes"] for peer in self.peers)
