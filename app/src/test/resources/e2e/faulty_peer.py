"""A peer that behaves badly on purpose. It speaks the plain protocol of BEP 3 and holds all pieces.

    faulty_peer.py HOST PORT TORRENT CONTENT FAULT

CONTENT is the file of a single-file torrent. FAULT:
    corrupt    answers every request, with wrong bytes
    silent     accepts requests and never answers
    vanish     answers three requests, cuts the fourth block in its middle and is gone for ever
    slow=N     answers at N bytes/s in small steps
It announces itself once to the torrent's tracker, and prints one line per event: listening, connected, requested, sent, vanished.
"""
import hashlib
import http.client
import os
import socket
import struct
import sys
import threading
import time
import urllib.parse
import urllib.request

UNCHOKE, INTERESTED, BITFIELD, REQUEST, PIECE = 1, 2, 5, 6, 7


def parse(data, at=0):
    """Bencode: the value at an offset, and the offset behind it."""
    kind = data[at:at + 1]
    if kind == b"i":
        end = data.index(b"e", at)
        return int(data[at + 1:end]), end + 1
    if kind in b"ld":
        items, at = [], at + 1
        while data[at:at + 1] != b"e":
            value, at = parse(data, at)
            items.append(value)
        return (items if kind == b"l" else dict(zip(items[::2], items[1::2]))), at + 1
    colon = data.index(b":", at)
    end = colon + 1 + int(data[at:colon])
    return data[colon + 1:end], end


def info_hash(data):
    start = data.index(b"4:info") + 6
    return hashlib.sha1(data[start:parse(data, start)[1]]).digest()


def say(*words):
    print(*words, flush=True)


def receive(connection, length):
    data = b""
    while len(data) < length:
        part = connection.recv(length - len(data))
        if not part:
            raise ConnectionError("closed")
        data += part
    return data


class FaultyPeer:
    def __init__(self, host, port, torrent, content, fault):
        data = open(torrent, "rb").read()
        metainfo = parse(data)[0]
        self.tracker = metainfo[b"announce"].decode()
        self.pieces = len(metainfo[b"info"][b"pieces"]) // 20
        self.piece_length = metainfo[b"info"][b"piece length"]
        self.info_hash = info_hash(data)
        self.peer_id = b"-XX0000-" + os.urandom(6).hex().encode()
        self.content = open(content, "rb")
        self.fault, _, rate = fault.partition("=")
        self.rate = int(rate or 0)
        self.gone = False
        self.answered = 0
        self.listener = socket.create_server((host, port))
        self.host, self.port = self.listener.getsockname()

    def announce(self):
        query = urllib.parse.urlencode({
            "info_hash": self.info_hash, "peer_id": self.peer_id, "port": self.port, "uploaded": 0, "downloaded": 0,
            "left": 0, "compact": 1, "event": "started"})
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), BoundHandler(self.host))
        opener.open(self.tracker + "?" + query, timeout=10).read()

    def serve(self):
        while not self.gone:
            connection, address = self.listener.accept()
            if self.gone:
                return
            say("connected", address[0])
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.shake_hands(connection)
            while True:
                length, = struct.unpack(">I", receive(connection, 4))
                if length:
                    message = receive(connection, length)
                    if message[0] == INTERESTED:
                        connection.sendall(struct.pack(">IB", 1, UNCHOKE))
                    elif message[0] == REQUEST:
                        say("requested", *struct.unpack(">III", message[1:13]))
                        self.answer(connection, *struct.unpack(">III", message[1:13]))
        except OSError as e:
            say("disconnected", e)
        finally:
            connection.close()

    def shake_hands(self, connection):
        receive(connection, 68)
        connection.sendall(b"\x13BitTorrent protocol" + bytes(8) + self.info_hash + self.peer_id)
        have = bytearray(b"\xff" * ((self.pieces + 7) // 8))
        if self.pieces % 8:
            have[-1] = 0xFF << (8 - self.pieces % 8) & 0xFF
        connection.sendall(struct.pack(">IB", len(have) + 1, BITFIELD) + bytes(have))

    def answer(self, connection, piece, offset, length):
        block = os.pread(self.content.fileno(), length, piece * self.piece_length + offset)
        head = struct.pack(">IBII", 9 + length, PIECE, piece, offset)
        getattr(self, self.fault)(connection, head, block)

    def corrupt(self, connection, head, block):
        connection.sendall(head + bytes(b ^ 0xFF for b in block))
        say("sent", len(block))

    def silent(self, connection, head, block):
        pass

    def vanish(self, connection, head, block):
        self.answered += 1
        if self.answered <= 3:
            connection.sendall(head + block)
            say("sent", len(block))
            return
        connection.sendall(head + block[:len(block) // 2])
        self.gone = True
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        say("vanished")
        raise ConnectionError("vanished")

    def slow(self, connection, head, block):
        step = max(1, self.rate // 10)
        connection.sendall(head)
        for at in range(0, len(block), step):
            time.sleep(0.1)
            connection.sendall(block[at:at + step])
        say("sent", len(block))


class BoundHandler(urllib.request.HTTPHandler):
    """Announces from the peer's own address, which is what the tracker tells others."""

    def __init__(self, host):
        super().__init__()
        self.host = host

    def http_open(self, request):
        def connect(host, timeout=None, **_):
            return http.client.HTTPConnection(host, timeout=timeout, source_address=(self.host, 0))
        return self.do_open(connect, request)


peer = FaultyPeer(sys.argv[1], int(sys.argv[2]), *sys.argv[3:6])
peer.announce()
say("listening", peer.host, peer.port)
threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
try:
    peer.serve()
except OSError:
    pass
threading.Event().wait()
