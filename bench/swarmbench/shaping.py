"""Slow links on one machine: a TCP proxy per seeder with a rate and a delay in each direction.

Bytes that arrive at the proxy queue for the link: each chunk occupies it for length / rate, then travels for the delay.
At most `queue` seconds' worth waits; beyond that the proxy does not read, and TCP pushes back. All connections to one
seeder share its link. Loss and TCP's slow start are not modelled. A link may be faulty: then what the seeder says stays whole
up to its first blocks, and these are spoilt (BEP 3 messages are followed, so connections must not be encrypted).
"""
import asyncio
import dataclasses
import threading

CHUNK = 8 << 10


@dataclasses.dataclass(frozen=True)
class Link:
    rate: float     # bytes per second, each direction
    delay: float    # seconds one way
    queue: float = 0.03     # seconds of bytes that may wait
    fault: str = ""         # "stalled": no block ever comes; "corrupt": one byte of each block is wrong

    def spoiler(self):
        return SPOILERS[self.fault]()

    def __str__(self):
        return f"{self.rate * 8 / 1e6:.0f} Mbit/s, round trip {self.delay * 2000:.0f} ms"


class Untouched:
    def __call__(self, chunk):
        return chunk


class Spoiler:
    """Follows the messages after the handshake, and spoils those that carry a block."""

    HANDSHAKE, HEAD, PIECE = 68, 5, 7

    def __init__(self):
        self.pending, self.rest, self.block = bytearray(), self.HANDSHAKE, False

    def __call__(self, chunk):
        self.pending += chunk
        out = bytearray()
        while self.pending:
            if self.rest:
                part = self.pending[:self.rest]
                del self.pending[:len(part)]
                self.rest -= len(part)
                out += self.spoil(part, self.rest) if self.block else part
            elif len(self.pending) < 4:
                break
            else:
                length = int.from_bytes(self.pending[:4], "big")
                if length and len(self.pending) < self.HEAD:
                    break
                self.block = length > 0 and self.pending[4] == self.PIECE
                self.rest = 4 + length
        return bytes(out)


class Stalled(Spoiler):
    def spoil(self, part, rest):
        return b""


class Corrupt(Spoiler):
    def spoil(self, part, rest):
        if not rest:
            part[-1] ^= 1
        return part


SPOILERS = {"": Untouched, "stalled": Stalled, "corrupt": Corrupt}


class Direction:
    """One direction of a link: when it is free again, and what went through."""

    def __init__(self, link):
        self.link, self.free, self.bytes = link, 0.0, 0

    async def occupy(self, length, clock):
        """Waits while the queue is full; returns when the chunk has arrived at the other end."""
        while self.free - clock() > self.link.queue:
            await asyncio.sleep(self.free - clock() - self.link.queue)
        self.free = max(self.free, clock()) + length / self.link.rate
        self.bytes += length
        return self.free + self.link.delay


class ShapedLinks:
    """Runs in a thread of its own, so that measuring in the main thread is not disturbed."""

    def __init__(self, links, targets):
        self.targets = targets
        self.down = [Direction(link) for link in links]
        self.up = [Direction(link) for link in links]
        self.loop = asyncio.new_event_loop()
        self.servers = []
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def __enter__(self):
        self.thread.start()
        for number in range(len(self.targets)):
            started = asyncio.run_coroutine_threadsafe(self.listen(number), self.loop)
            self.servers.append(started.result(10))
        return self

    def __exit__(self, *_):
        asyncio.run_coroutine_threadsafe(self.stop(), self.loop).result(10)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)
        self.loop.close()

    async def stop(self):
        for server in self.servers:
            server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def ports(self):
        return [server.sockets[0].getsockname()[1] for server in self.servers]

    def carried(self):
        """Bytes from the seeders to the reader, protocol included."""
        return sum(direction.bytes for direction in self.down)

    async def listen(self, number):
        return await asyncio.start_server(lambda r, w: self.join(number, r, w), "127.0.0.1", 0, limit=CHUNK)

    async def join(self, number, reader, writer):
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.targets[number], limit=CHUNK)
        except OSError:
            writer.close()
            return
        await asyncio.gather(
            self.carry(reader, far_writer, self.up[number], Untouched()),
            self.carry(far_reader, writer, self.down[number], self.down[number].link.spoiler()))

    async def carry(self, reader, writer, direction, spoil):
        clock = self.loop.time
        travelling = asyncio.Queue()
        deliverer = self.loop.create_task(self.deliver(travelling, writer))
        try:
            while chunk := await reader.read(CHUNK):
                chunk = spoil(chunk)
                if chunk:
                    travelling.put_nowait((await direction.occupy(len(chunk), clock), chunk))
        except OSError:
            pass
        travelling.put_nowait((clock() + direction.link.delay, b""))
        await deliverer

    async def deliver(self, travelling, writer):
        try:
            while True:
                arrival, chunk = await travelling.get()
                await asyncio.sleep(max(0.0, arrival - self.loop.time()))
                if not chunk:
                    break
                writer.write(chunk)
                await writer.drain()
        except OSError:
            pass
        writer.close()
