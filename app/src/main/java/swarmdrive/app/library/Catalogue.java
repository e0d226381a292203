package swarmdrive.app.library;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Sets;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.TorrentEngine;

/**
 * Which file of the library is which torrent. Changed by one thread with what a {@link FolderScan}
 * saw; read by any.
 *
 * <p>New files are added before torrents of files that went are removed, so that a rename keeps its
 * torrent and the readers of it.
 */
final class Catalogue {
  private static final Logger log = LoggerFactory.getLogger(Catalogue.class);

  /** Torrents that are reported one by one. */
  private static final int FEW = 10;

  private final TorrentEngine engine;
  private final EntryFile files;
  private final LibraryConfig config;
  private final InstantSource clock;
  private final TorrentsSeen torrents;
  private final ConcurrentSkipListMap<Path, ImmutableMap<String, LibraryEntry>> folders =
      new ConcurrentSkipListMap<>();
  private final Map<Path, Seen> seen = new HashMap<>();
  private final List<LibraryEntry.Loaded> added = new ArrayList<>();

  /** Whether a version of a file needs another look. */
  private enum Verdict {
    /** It may not be whole yet. */
    WAITING,
    /** Nothing but another version changes it. */
    FINAL,
    /** Something else failed, which may pass: tried again when everything is looked at. */
    RETRY
  }

  /**
   * A version of a file.
   *
   * @param since when it was first seen
   */
  private record Seen(FileVersion version, Instant since, Verdict verdict) {
    Seen with(Verdict other) {
      return new Seen(version, since, other);
    }
  }

  Catalogue(
      TorrentEngine engine, LibraryConfig config, InstantSource clock, TorrentsSeen torrents) {
    this.torrents = torrents;
    this.engine = engine;
    this.files = new EntryFile(engine, config);
    this.config = config;
    this.clock = clock;
  }

  ImmutableMap<String, LibraryEntry> entries(Path folder) {
    return folders.getOrDefault(folder, ImmutableMap.of());
  }

  List<LibraryEntry> all() {
    return folders.values().stream().flatMap(entries -> entries.values().stream()).toList();
  }

  /** Folders that were seen. */
  Set<Path> folders() {
    return folders.keySet();
  }

  /** Folders with files that have to be looked at again soon. */
  Set<Path> unsettled() {
    Set<Path> unsettled = new HashSet<>();
    seen.forEach(
        (file, look) -> {
          if (look.verdict == Verdict.WAITING) {
            unsettled.add(file.getParent());
          }
        });
    return unsettled;
  }

  /**
   * Takes over what was seen in some folders; the others stay as they are.
   *
   * @param gone folders that are not there any more
   * @param retry whether files that could not be added are tried again
   */
  void update(Collection<FolderScan.Listing> listings, Collection<Path> gone, boolean retry) {
    Set<InfoHash> before = infoHashes();
    Set<FileVersion> whole = wholeVersions();
    listings.forEach(listing -> update(listing, whole, retry));
    gone.forEach(this::forget);
    Set<InfoHash> now = infoHashes();
    Sets.difference(now, before).forEach(torrents::added);
    before.removeAll(now);
    reportAdded();
    for (InfoHash infoHash : before) {
      if (engine.remove(infoHash)) {
        log.atInfo().addKeyValue("torrent", infoHash).log("removed");
      }
      torrents.removed(infoHash);
    }
  }

  /** A line for each, unless they are many, as after a start. */
  private void reportAdded() {
    Level level = added.size() <= FEW ? Level.INFO : Level.DEBUG;
    for (LibraryEntry.Loaded entry : added) {
      log.atLevel(level)
          .addKeyValue("file", entry.file())
          .addKeyValue("torrent", entry.torrent().infoHash())
          .log("added");
    }
    if (added.size() > FEW) {
      log.atInfo().addKeyValue("torrents", added.size()).log("added");
    }
    added.clear();
  }

  private Set<InfoHash> infoHashes() {
    Set<InfoHash> hashes = new HashSet<>();
    for (LibraryEntry entry : all()) {
      if (entry instanceof LibraryEntry.Loaded loaded) {
        hashes.add(loaded.torrent().infoHash());
      }
    }
    return hashes;
  }

  /** What was added before is whole under a new name, too. */
  private Set<FileVersion> wholeVersions() {
    Set<FileVersion> versions = new HashSet<>();
    for (Seen look : seen.values()) {
      if (look.verdict == Verdict.FINAL) {
        versions.add(look.version);
      }
    }
    return versions;
  }

  private void update(FolderScan.Listing listing, Set<FileVersion> whole, boolean retry) {
    Path folder = listing.folder();
    ImmutableMap<String, LibraryEntry> known = entries(folder);
    Sets.difference(known.keySet(), listing.entries().keySet())
        .forEach(name -> seen.remove(folder.resolve(name)));
    ImmutableMap.Builder<String, LibraryEntry> entries = ImmutableMap.builder();
    listing
        .entries()
        .forEach(
            (name, version) ->
                look(folder.resolve(name), version, known.get(name), whole.contains(version), retry)
                    .ifPresent(entry -> entries.put(name, entry)));
    ImmutableMap<String, LibraryEntry> now = entries.buildOrThrow();
    if (!now.equals(known) || !folders.containsKey(folder)) {
      folders.put(folder, now);
    }
  }

  private void forget(Path folder) {
    for (Path below : List.copyOf(folders.tailMap(folder).keySet())) {
      if (below.startsWith(folder)) {
        folders.remove(below);
        seen.keySet().removeIf(file -> below.equals(file.getParent()));
      }
    }
  }

  /** What becomes of a file; empty if it went. */
  private Optional<LibraryEntry> look(
      Path file, FileVersion version, @Nullable LibraryEntry known, boolean whole, boolean retry) {
    Seen last = seen.get(file);
    if (last == null || !last.version.equals(version)) {
      last = new Seen(version, clock.instant(), Verdict.WAITING);
    }
    if (known != null && isDecided(last.verdict, retry)) {
      return Optional.of(known);
    }
    boolean settled = whole || !clock.instant().isBefore(last.since.plus(config.settle()));
    try {
      return Optional.of(added(file, last, settled));
    } catch (NoSuchFileException e) {
      seen.remove(file);
      return Optional.empty();
    } catch (IOException e) {
      Verdict verdict = e instanceof MetainfoException ? Verdict.FINAL : Verdict.RETRY;
      seen.put(file, last.with(settled ? verdict : Verdict.WAITING));
      return Optional.of(settled ? damaged(file, version, e, known) : arriving(file, known));
    } catch (RuntimeException e) {
      // a fault of ours must not take the other torrents along
      log.atError().setCause(e).addKeyValue("file", file).log("failed on a torrent");
      seen.put(file, last.with(Verdict.RETRY));
      IOException fault = new IOException("swarmdrive failed on it: " + e, e);
      return Optional.of(damaged(file, version, fault, known));
    }
  }

  private LibraryEntry added(Path file, Seen look, boolean settled) throws IOException {
    LibraryEntry.Loaded loaded =
        new LibraryEntry.Loaded(file, files.add(file, settled), look.version.modified());
    seen.put(file, look.with(Verdict.FINAL));
    added.add(loaded);
    return loaded;
  }

  private static boolean isDecided(Verdict verdict, boolean retry) {
    return switch (verdict) {
      case WAITING -> false;
      case FINAL -> true;
      case RETRY -> !retry;
    };
  }

  /** A file that is being replaced keeps its torrent until the new content is whole. */
  private static LibraryEntry arriving(Path file, @Nullable LibraryEntry known) {
    return known instanceof LibraryEntry.Loaded ? known : new LibraryEntry.Arriving(file);
  }

  private static LibraryEntry damaged(
      Path file, FileVersion version, IOException cause, @Nullable LibraryEntry known) {
    String problem = cause.getMessage() != null ? cause.getMessage() : cause.toString();
    LibraryEntry damaged = new LibraryEntry.Damaged(file, problem, version.modified());
    if (!damaged.equals(known)) {
      log.atWarn().addKeyValue("file", file).addKeyValue("problem", problem).log("cannot be used");
    }
    return damaged;
  }
}
