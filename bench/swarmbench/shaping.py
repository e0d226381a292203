"""Slow links on one machine: a TCP proxy per seeder with a rate and a delay in each direction.

Bytes that arrive at the proxy queue for the link: each chunk occupies it for length / rate, then travels for the delay.
At most `queue` seconds' worth waits; beyond that the proxy does not read, and TCP pushes back. All connections to one
seeder share its link. Loss and TCP's slow start are not modelled.
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

    def __str__(self):
        return f"{self.rate * 8 / 1e6:.0f} Mbit/s, round trip {self.delay * 2000:.0f} ms"


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

    def __init__(self, link, targets):
        self.link, self.targets = link, targets
        self.down = [Direction(link) for _ in targets]
        self.up = [Direction(link) for _ in targets]
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
            self.carry(reader, far_writer, self.up[number]), self.carry(far_reader, writer, self.down[number]))

    async def carry(self, reader, writer, direction):
        clock = self.loop.time
        travelling = asyncio.Queue()
        deliverer = self.loop.create_task(self.deliver(travelling, writer))
        try:
            while chunk := await reader.read(CHUNK):
                travelling.put_nowait((await direction.occupy(len(chunk), clock), chunk))
        except OSError:
            pass
        travelling.put_nowait((clock() + self.link.delay, b""))
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
