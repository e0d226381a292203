"""The scenarios. Each is a function of a Bench and yields what is to be printed: tables, notes and ratios.

To add one: write a function, list it in SCENARIOS of bench/run. Measure swarmdrive and the reference in the same round, alternating
who goes first, each in a fresh process with empty folders; give ratios, not seconds.
"""
import statistics
import time

from .processes import BenchError, Libtorrent, Swarmdrive
from .report import Ratio, Series, Table, load
from .swarm import Seeders, Torrent

READ = 64 << 10
MIB = 1 << 20
VERY_SLOW = 20 << 10
PLACES = 50
PAUSE = 0.1


def with_pauses(places):
    """The places, with time between two reads for acknowledgements that TCP delays: a drive's reads come singly."""
    for place in places:
        time.sleep(PAUSE)
        yield place


class Reads:
    """The cold reads of one round: seconds each, and what the process cost."""

    def __init__(self, seconds, cpu, peak, sent):
        self.first, self.seconds, self.cpu, self.peak = seconds[0], seconds[1:], cpu, peak
        self.amplification = sent / (READ * len(seconds))
        self.median = statistics.median(self.seconds)
        self.p95 = sorted(self.seconds)[int(len(self.seconds) * 0.95)]


def read_with_swarmdrive(bench, torrent, seeders, places):
    seeders.be_patient(False)
    before = seeders.sent()
    with Swarmdrive(bench.fresh("data"), torrent) as drive:
        start = drive.cpu()
        seconds = []
        for place in with_pauses(places):
            took, body = drive.read(place, READ)
            seconds.append(took)
            if body != torrent.bytes_at(place, READ):
                raise BenchError(f"wrong bytes at {place}")
        return Reads(seconds, drive.cpu() - start, drive.peak(), seeders.sent() - before)


def read_with_libtorrent(bench, torrent, seeders, places):
    seeders.be_patient(True)
    before = seeders.sent()
    with Libtorrent() as client:
        client("open", torrent=str(torrent.file), folder=str(bench.fresh("reference")))
        client("peers", count=len(seeders.peers))
        start = client.cpu()
        seconds = [client("read", position=place, length=READ)["seconds"] for place in with_pauses(places)]
        return Reads(seconds, client.cpu() - start, client.peak(), seeders.sent() - before)


READERS = {"swarmdrive": read_with_swarmdrive, "libtorrent": read_with_libtorrent}


def cold_rounds(bench, torrent, swarms, count=PLACES):
    """Reads by client and swarm, one per round; a swarm is a name, the seeders' rates and perhaps their links."""
    reads = {(client, name): [] for client in READERS for name, _, _ in swarms}
    for number in range(bench.rounds):
        places = torrent.cold_places(count + 1, READ, number)
        for name, rates, links in swarms:
            with Seeders(bench.tracker, torrent, rates, links) as seeders:
                for client in bench.order(READERS, number):
                    bench.say(f"round {number + 1}: {client}, {name}")
                    reads[client, name].append(READERS[client](bench, torrent, seeders, places))
    return reads


def cold_table(reads):
    table = Table("client", "swarm", "median ms", "p95 ms", "first read from idle ms", "CPU s", "sent / read", "peak MiB")
    for (client, swarm), rounds in reads.items():
        table.row(
            client, swarm, Series(r.median for r in rounds).show(1000), Series(r.p95 for r in rounds).show(1000),
            Series(r.first for r in rounds).show(1000), Series(r.cpu for r in rounds).show(digits=2),
            Series(r.amplification for r in rounds).show(), Series(r.peak for r in rounds).show(digits=0))
    return table


def medians(reads, client, swarm):
    return Series(r.median for r in reads[client, swarm])


def cold(bench):
    """50 cold random reads of 64 KiB, 1 MiB pieces, loopback: one seeder, and one with a very slow one beside it."""
    torrent = Torrent(bench.fresh("content"), "cold.bin", 256 * MIB, bench.tracker)
    fast, mixed = "one fast seeder", "one fast, one very slow"
    reads = cold_rounds(bench, torrent, [(fast, [0], None), (mixed, [0, VERY_SLOW], None)])
    yield cold_table(reads)
    yield Ratio("cold read, swarmdrive : libtorrent, one fast seeder", medians(reads, "swarmdrive", fast), medians(reads, "libtorrent", fast), most=3)
    yield Ratio("cold read of swarmdrive, with a very slow seeder : without", medians(reads, "swarmdrive", mixed), medians(reads, "swarmdrive", fast), most=1.5)
    yield Ratio("cold read, swarmdrive : libtorrent, with a very slow seeder", medians(reads, "swarmdrive", mixed), medians(reads, "libtorrent", mixed))


def fetch_with_swarmdrive(bench, torrent):
    with Swarmdrive(bench.fresh("data"), torrent) as drive:
        start = drive.cpu()
        return drive.read_all(), drive.cpu() - start, drive.peak()


def fetch_with_libtorrent(bench, torrent):
    with Libtorrent() as client:
        start = client.cpu()
        seconds = client("download", torrent=str(torrent.file), folder=str(bench.fresh("reference")))["seconds"]
        return seconds, client.cpu() - start, client.peak()


def sequential(bench):
    """A cold GET of 1 GiB from three seeders on loopback; the reference is libtorrent's own download."""
    torrent = Torrent(bench.fresh("content"), "sequential.bin", bench.size, bench.tracker)
    fetchers = {"swarmdrive": fetch_with_swarmdrive, "libtorrent": fetch_with_libtorrent}
    results = {client: [] for client in fetchers}
    with Seeders(bench.tracker, torrent, [0, 0, 0]) as seeders:
        for number in range(bench.rounds):
            for client in bench.order(fetchers, number):
                bench.say(f"round {number + 1}: {client}, {load()}")
                results[client].append(fetchers[client](bench, torrent))
                bench.clear("data", "reference")
    table = Table("client", "MiB/s", "seconds", "CPU s", "peak MiB")
    speeds, costs = {}, {}
    for client, rounds in results.items():
        speeds[client] = Series(torrent.length / MIB / seconds for seconds, _, _ in rounds)
        costs[client] = Series(r[1] for r in rounds)
        table.row(
            client, speeds[client].show(digits=0), Series(r[0] for r in rounds).show(), costs[client].show(),
            Series(r[2] for r in rounds).show(digits=0))
    yield table
    yield Ratio("sequential speed, swarmdrive : libtorrent", speeds["swarmdrive"], speeds["libtorrent"], least=0.9)
    yield Ratio("sequential CPU, swarmdrive : libtorrent", costs["swarmdrive"], costs["libtorrent"], most=2)
