package swarmdrive.e2e;

import java.io.IOException;
import java.time.Duration;

/** A peer that holds a single-file torrent and behaves badly on purpose: faulty_peer.py. */
final class FaultyPeer implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Program program;

  private FaultyPeer(Program program) {
    this.program = program;
  }

  /** What it does wrong, in the words of the script. */
  enum Fault {
    CORRUPT("corrupt"),
    SILENT("silent"),
    VANISH("vanish"),
    SLOW("slow=4096");

    private final String word;

    Fault(String word) {
      this.word = word;
    }
  }

  /** Starts it and announces it to the torrent's tracker. */
  static FaultyPeer start(NetworkNamespace host, TorrentOnDisk torrent, Fault fault)
      throws IOException, InterruptedException {
    var command =
        new Program.Command(
            "/usr/bin/python3",
            RunFolder.resource("faulty_peer.py").toString(),
            host.address(),
            "0",
            torrent.file().toString(),
            torrent.content().toString(),
            fault.word);
    var peer = new FaultyPeer(host.start("faulty-" + fault.name(), command));
    peer.program.awaitLine("^listening", LIMIT);
    return peer;
  }

  /** Requests for blocks that reached it. */
  long requests() {
    return program.lines().stream().filter(line -> line.startsWith("requested")).count();
  }

  void awaitRequest(Duration limit) throws InterruptedException {
    program.awaitLine("^requested", limit);
  }

  boolean hasVanished() {
    return program.lines().contains("vanished");
  }

  @Override
  public void close() {
    program.close();
  }
}
