"""A thousand torrents that nobody reads, with a store of 20 GB: what they cost at rest, and how soon they are there.

Files of pieces are holes: no piece is read at a start, so their bytes do not matter. Their records are real ones (see
docs/decisions/0005-piece-store.md), so that a start trusts them.
"""
import hashlib
import pathlib
import random
import re
import struct
import time

import libtorrent as lt

from .processes import BenchError, Swarmdrive
from .report import Limit, Series, Table

TORRENTS = 1000
PIECES = 700
HELD = 20
PIECE = 1 << 20
SETTLE = 10
WATCH = 20


def crc32c_table():
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    return table


CRC = crc32c_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = crc >> 8 ^ CRC[(crc ^ byte) & 0xFF]
    return crc ^ 0xFFFFFFFF


def chained(before, data):
    """The data, and a checksum over it and the checksum before."""
    return data + struct.pack(">I", crc32c(struct.pack(">I", before) + data))


def make_torrent(number, tracker):
    """A metainfo of random hashes, and its info hash."""
    hashes = random.Random(number).randbytes(20 * PIECES)
    info = {b"name": b"torrent %d.bin" % number, b"length": PIECES * PIECE, b"piece length": PIECE, b"pieces": hashes}
    encoded = lt.bencode({b"announce": tracker.url.encode(), b"info": info})
    return encoded, hashlib.sha1(lt.bencode(info)).digest()


def make_pieces(folder, info_hash):
    """Sparse files of pieces with a record that vouches for them."""
    folder.mkdir(parents=True)
    head = b"SDPIECES" + struct.pack(">I", 1) + info_hash + struct.pack(">qii", PIECES * PIECE, PIECE, PIECE)
    record = chained(0, head)
    for piece in range(HELD):
        generation = 1_700_000_000_000 + piece
        with open(folder / f"{piece}-{generation}.seg", "wb") as hole:
            hole.truncate(PIECE)
        record += chained(struct.unpack(">I", record[-4:])[0], struct.pack(">iq", piece, generation))
    (folder / "record").write_bytes(record)


def prepare(bench):
    data = bench.fresh("data")
    (data / "library").mkdir()
    for number in range(TORRENTS):
        torrent, info_hash = make_torrent(number, bench.tracker)
        (data / "library" / f"torrent {number}.torrent").write_bytes(torrent)
        make_pieces(data / "cache" / "pieces" / info_hash.hex(), info_hash)
    return data


def status_of(pid, key):
    return int(re.search(rf"{key}:\s+(\d+)", pathlib.Path(f"/proc/{pid}/status").read_text()).group(1))


def open_files(pid):
    return len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir()))


def await_all(drive, start):
    """Seconds until all torrents are in the engine with their pieces."""
    while drive.counters()["torrents"] < TORRENTS:
        if time.monotonic() - start > 120:
            raise BenchError("not all torrents are there after 120 s")
        time.sleep(0.05)
    seconds = time.monotonic() - start
    stored = 0
    while stored != TORRENTS * HELD * PIECE:
        if time.monotonic() - start > 120:
            raise BenchError(f"the store has {stored} bytes after 120 s")
        stored = drive.counters()["bytesStored"]
    return seconds


def rest(bench):
    """One round: seconds to listen and to add all, then MiB, threads, files and share of a core at rest."""
    data = prepare(bench)
    start = time.monotonic()
    with Swarmdrive(data) as drive:
        listening = time.monotonic() - start
        added = await_all(drive, start)
        time.sleep(SETTLE)
        before = drive.cpu()
        time.sleep(WATCH)
        pid = drive.child.pid
        core = (drive.cpu() - before) / WATCH * 100
        return listening, added, status_of(pid, "VmRSS") / 1024, status_of(pid, "Threads"), open_files(pid), core


def idle(bench):
    """1,000 torrents of 700 MiB in the library, 20 GB of them in the store, nobody reads; a start with them."""
    rounds = []
    for number in range(bench.rounds):
        bench.say(f"round {number + 1}")
        rounds.append(rest(bench))
        bench.clear("data")
    listening, added, resident, threads, files, core = (Series(values) for values in zip(*rounds))
    table = Table("listening after s", "all added after s", "resident MiB", "threads", "open files", "% of a core")
    table.row(listening.show(), added.show(), resident.show(digits=0), threads.show(digits=0), files.show(digits=0), core.show(digits=2))
    yield table
    yield Limit("seconds until all are added", added, 30)
    yield Limit("resident MiB at rest", resident, 300)
    yield Limit("threads at rest", threads, 49)
    yield Limit("% of a core at rest", core, 1)
