"""Scenarios of a drive on slow lines: four seeders of 20 Mbit/s and 40 ms, sound or faulty, one reader or several."""
import concurrent.futures
import dataclasses
import random
import statistics
import threading
import time

from .processes import BenchError, Libtorrent, Swarmdrive
from .report import Ratio, Series, Table
from .scenarios import MIB, READ, cold_rounds, cold_table, medians
from .shaping import Link
from .swarm import Seeders, Torrent

LINE = Link(rate=20e6 / 8, delay=0.02)
LINES = [LINE] * 4
SEEDERS = [0, 0, 0, 0]
FAULTS = {
    "one stalled": dataclasses.replace(LINE, fault="stalled"),
    "one corrupt": dataclasses.replace(LINE, fault="corrupt"),
    "one at 0.2 Mbit/s": dataclasses.replace(LINE, rate=0.2e6 / 8),
}
PLAYER_RATE = 2_000_000
PLAYER_BUFFER = PLAYER_RATE
PLAYED_SECONDS = 25
SEEK_EVERY = 1.5
READERS = 100


def floor(piece):
    """Seconds that no client can be faster than: one round trip, and a piece over all lines at once."""
    return 2 * LINE.delay + piece / (len(LINES) * LINE.rate)


def shaped(bench):
    """Cold random reads of 64 KiB from four seeders over lines of 20 Mbit/s and 40 ms, 1 MiB and 4 MiB pieces."""
    for piece, count, most, worst in ((MIB, 50, 1.3, 1.8), (4 * MIB, 20, 1.2, None)):
        torrent = Torrent(bench.fresh("content"), f"shaped-{piece // MIB}.bin", 256 * MIB, bench.tracker, piece)
        swarm = f"{piece // MIB} MiB pieces"
        reads = cold_rounds(bench, torrent, [(swarm, SEEDERS, LINES)], count)
        yield cold_table(reads)
        least = Series([floor(piece)] * bench.rounds)
        ours = reads["swarmdrive", swarm]
        yield Ratio(f"{swarm}: median, swarmdrive : floor", medians(reads, "swarmdrive", swarm), least, most=most)
        yield Ratio(f"{swarm}: median, libtorrent : floor", medians(reads, "libtorrent", swarm), least)
        yield Ratio(f"{swarm}: p95, swarmdrive : floor", Series(r.p95 for r in ours), least, most=worst)
        if piece == MIB:
            yield Ratio(
                f"{swarm}: bytes from the swarm : bytes read", Series(r.amplification for r in ours), Series([1] * bench.rounds), most=17.5)


def faulty_round(bench, torrent, links, places):
    with Seeders(bench.tracker, torrent, SEEDERS, links), Swarmdrive(bench.fresh("data"), torrent) as drive:
        seconds = []
        for place in places:
            took, body = drive.read(place, READ)
            if body != torrent.bytes_at(place, READ):
                raise BenchError(f"wrong bytes at {place}")
            seconds.append(took)
            time.sleep(0.1)
        in_order, body = drive.read(0, 16 * MIB)
        if body != torrent.bytes_at(0, 16 * MIB):
            raise BenchError("wrong bytes in order")
        return seconds[0], statistics.median(seconds[1:]), 16 * MIB / in_order, drive.peers()


def faults(bench):
    """Four seeders over lines of 20 Mbit/s and 40 ms, one of them stalled, corrupt or very slow."""
    torrent = Torrent(bench.fresh("content"), "faults.bin", 192 * MIB, bench.tracker)
    swarms = {"all good": LINES, **{name: LINES[:3] + [link] for name, link in FAULTS.items()}}
    rounds = {name: [] for name in swarms}
    for number in range(bench.rounds):
        places = [place + 32 * MIB for place in torrent.cold_places(21, READ, number) if place < 150 * MIB]
        for name, links in swarms.items():
            bench.say(f"round {number + 1}: {name}")
            rounds[name].append(faulty_round(bench, torrent, links, places))
    table = Table("swarm", "first read ms", "median of the next ms", "16 MiB in order MB/s", "peers at the end")
    for name, results in rounds.items():
        table.row(
            name, Series(r[0] for r in results).show(1000), Series(r[1] for r in results).show(1000),
            Series(r[2] for r in results).show(1e-6), Series(r[3] for r in results).show(digits=0))
    yield table
    clean = rounds["all good"]
    three = Series([3 * LINE.rate] * bench.rounds)
    for name in FAULTS:
        bad = rounds[name]
        yield Ratio(f"{name}: median : clean", Series(r[1] for r in bad), Series(r[1] for r in clean), most=1.3)
        yield Ratio(f"{name}: first read : clean first read", Series(r[0] for r in bad), Series(r[0] for r in clean), most=3)
        yield Ratio(f"{name}: in order : three good lines", Series(r[2] for r in bad), three, least=0.9)


def start(bench):
    """From adding a torrent to its first 64 KiB, over four lines of 20 Mbit/s and 40 ms."""
    torrent = Torrent(bench.fresh("content"), "start.bin", 64 * MIB, bench.tracker)
    times = {"swarmdrive": [], "libtorrent": []}
    for number in range(bench.rounds):
        place = torrent.cold_places(1, READ, number)[0]
        for client in bench.order(times, number):
            with Seeders(bench.tracker, torrent, SEEDERS, LINES) as seeders:
                bench.say(f"round {number + 1}: {client}")
                times[client].append(started(bench, client, torrent, seeders, place))
    table = Table("client", "ms")
    for client, rounds in times.items():
        table.row(client, Series(rounds).show(1000))
    yield table
    yield Ratio("add to first 64 KiB, swarmdrive : libtorrent", Series(times["swarmdrive"]), Series(times["libtorrent"]), most=1)


def started(bench, client, torrent, seeders, place):
    if client == "libtorrent":
        seeders.be_patient(True)
        with Libtorrent() as reference:
            return reference("add_and_read", torrent=str(torrent.file), folder=str(bench.fresh("reference")), position=place, length=READ)["seconds"]
    with Swarmdrive(bench.fresh("data")) as drive:
        begin = time.perf_counter()
        drive.add(torrent)
        drive.read(place, READ)
        return time.perf_counter() - begin


class Player(threading.Thread):
    """Plays a file at a constant rate from a buffer of a second, and notes when it stood still."""

    def __init__(self, drive):
        super().__init__(daemon=True)
        self.drive, self.stalled, self.begin = drive, 0.0, time.monotonic()
        self.playing = 0.0     # seconds of content played

    def run(self):
        response = self.drive.open()
        received, last = 0, self.begin
        while self.playing < PLAYED_SECONDS:
            while received - self.playing * PLAYER_RATE > PLAYER_BUFFER:
                time.sleep(0.005)
                last = self.play(received, last)
            part = response.read1(READ)
            last = self.play(received, last)
            received += len(part)

    def play(self, received, last):
        now = time.monotonic()
        could = received / PLAYER_RATE - self.playing
        step = min(now - last, could)
        if now - self.begin > 2:
            self.stalled += now - last - step
        self.playing += step
        return now


def player(bench):
    """A player at 2 MB/s and a second reader that seeks every 1.5 s, in one file over four lines of 20 Mbit/s and 40 ms."""
    torrent = Torrent(bench.fresh("content"), "player.bin", 256 * MIB, bench.tracker)
    stalls, seeks = [], []
    for number in range(bench.rounds):
        bench.say(f"round {number + 1}")
        with Seeders(bench.tracker, torrent, SEEDERS, LINES), Swarmdrive(bench.fresh("data"), torrent) as drive:
            film = Player(drive.again())
            film.start()
            took = []
            places = iter(random.Random(number).sample(range(128, 255), 60))
            while film.is_alive():
                begin = time.monotonic()
                took.append(drive.read(next(places) * MIB + 4096, READ)[0])
                film.join(max(0.0, SEEK_EVERY - (time.monotonic() - begin)))
            stalls.append(film.stalled)
            seeks.append(statistics.median(took[1:]))
    table = Table("seconds stalled after the first 2 s", "median seek ms")
    table.row(Series(stalls).show(digits=2), Series(seeks).show(1000))
    yield table
    yield Ratio("seconds stalled : seconds played", Series(stalls), Series([PLAYED_SECONDS] * bench.rounds), most=0.001)
    yield Ratio("seek beside the player : floor", Series(seeks), Series([floor(MIB)] * bench.rounds), most=2)


def crowd(bench):
    """100 readers of different 256 KiB of one cold file at once, four seeders on loopback."""
    torrent = Torrent(bench.fresh("content"), "crowd.bin", 256 * MIB, bench.tracker)
    length = 256 << 10
    times = {"swarmdrive": [], "libtorrent": []}
    for number in range(bench.rounds):
        places = torrent.cold_places(READERS, length, number)
        for client in bench.order(times, number):
            with Seeders(bench.tracker, torrent, SEEDERS) as seeders:
                bench.say(f"round {number + 1}: {client}")
                times[client].append(crowded(bench, client, torrent, seeders, places, length))
    table = Table("client", "seconds until all are served")
    for client, rounds in times.items():
        table.row(client, Series(rounds).show(digits=2))
    yield table
    yield Ratio("100 readers, swarmdrive : libtorrent", Series(times["swarmdrive"]), Series(times["libtorrent"]), most=1)


def crowded(bench, client, torrent, seeders, places, length):
    if client == "libtorrent":
        seeders.be_patient(True)
        with Libtorrent() as reference:
            reference("open", torrent=str(torrent.file), folder=str(bench.fresh("reference")))
            reference("peers", count=len(seeders.peers))
            return reference("read_each", positions=places, length=length)["seconds"]
    with Swarmdrive(bench.fresh("data"), torrent) as drive:
        drive.read(0, 1)  # as the reference, it has its peers before
        readers = [drive.again() for _ in places]
        with concurrent.futures.ThreadPoolExecutor(len(places)) as pool:
            begin = time.perf_counter()
            bodies = list(pool.map(lambda both: both[0].read(both[1], length)[1], zip(readers, places)))
            seconds = time.perf_counter() - begin
        if any(body != torrent.bytes_at(place, length) for body, place in zip(bodies, places)):
            raise BenchError("wrong bytes")
        return seconds


STREAMING = {"shaped": shaped, "faults": faults, "start": start, "player": player, "crowd": crowd}
