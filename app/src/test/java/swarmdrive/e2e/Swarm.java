package swarmdrive.e2e;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What all tests share: a tracker and two kinds of real seeders, each on a host of its own. Both
 * seed the torrent of odd names and whatever else is given to {@link #seedWithBoth}.
 */
final class Swarm implements AutoCloseable {
  private final Lan lan;
  private final OpenTracker tracker;
  private final Transmission transmission;
  private final Libtorrent libtorrent;
  private final TorrentOnDisk oddNames;

  private Swarm(Lan lan) throws IOException, InterruptedException {
    this.lan = lan;
    this.tracker = OpenTracker.start(lan.host("tracker"));
    this.transmission = Transmission.start(lan.host("transm"));
    this.libtorrent = Libtorrent.start(lan.host("libtor"));
    this.oddNames = seedWithBoth(Content.oddNames(RunFolder.create("content")));
  }

  static Swarm start() throws IOException, InterruptedException {
    return new Swarm(Lan.create());
  }

  /** 1 MiB pieces; files with odd names, {@code big.bin} of 300 MB, 200 small ones, a zip. */
  TorrentOnDisk oddNames() {
    return oddNames;
  }

  Lan lan() {
    return lan;
  }

  OpenTracker tracker() {
    return tracker;
  }

  Transmission transmission() {
    return transmission;
  }

  Libtorrent libtorrent() {
    return libtorrent;
  }

  /** A torrent of 1 MiB pieces that nobody seeds yet. */
  TorrentOnDisk make(Path content) throws IOException, InterruptedException {
    TorrentOnDisk torrent = TorrentOnDisk.make(content, 1 << 20, tracker.httpUrl());
    tracker.permit(torrent.infoHash());
    return torrent;
  }

  /** A torrent that libtorrent alone seeds. */
  TorrentOnDisk seedWithLibtorrent(Path content) throws IOException, InterruptedException {
    TorrentOnDisk torrent = make(content);
    libtorrent.seed(torrent);
    tracker.awaitSeeders(torrent.infoHash(), 1);
    return torrent;
  }

  TorrentOnDisk seedWithBoth(Path content) throws IOException, InterruptedException {
    TorrentOnDisk torrent = make(content);
    libtorrent.seed(torrent);
    transmission.add(torrent, torrent.parent());
    transmission.awaitComplete(torrent.infoHash(), java.time.Duration.ofMinutes(1));
    tracker.awaitSeeders(torrent.infoHash(), 2);
    return torrent;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    libtorrent.close();
    transmission.close();
    tracker.close();
    lan.close();
  }
}
