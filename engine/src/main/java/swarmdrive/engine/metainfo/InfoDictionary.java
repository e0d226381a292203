package swarmdrive.engine.metainfo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.engine.InfoHash;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.bencode.Bencode;
import swarmdrive.engine.metainfo.Metainfo.FileEntry;

/** The info dictionary of version 1 (BEP 3), which a hybrid torrent has too (BEP 52). */
final class InfoDictionary {
  static final int MAX_FILES = 1_000_000;

  /** Longest path segment, bytes; file systems stop at 255. */
  static final int MAX_NAME = 4096;

  /** Deepest file, segments. */
  static final int MAX_PATH = 128;

  /** As other clients name the padding that was in use before BEP 47. */
  private static final String OLD_PADDING = "_____padding_file_";

  private final Bencode info;
  private final TextDecoder text;
  private final InfoHash hash;

  InfoDictionary(Bencode info, TextDecoder text) {
    this.info = info;
    this.text = text;
    this.hash = MetainfoReader.hash(info.encoded());
  }

  Metainfo toMetainfo(
      List<List<String>> trackers, List<String> webSeeds, Optional<Instant> created, String comment)
      throws MetainfoException {
    byte[] hashes = pieceHashes();
    int pieceLength = pieceLength();
    String name = name();
    Optional<Bencode> list = info.get("files");
    List<FileEntry> files = list.isPresent() ? files(list.get()) : singleFile(name);
    requirePieces(files.getLast(), pieceLength, hashes.length / InfoHash.LENGTH);
    return new Metainfo(
        hash,
        name,
        pieceLength,
        hashes,
        files,
        list.isEmpty(),
        trackers,
        webSeeds,
        isPrivate(),
        created,
        comment,
        text.encoding(),
        info.encoded());
  }

  private byte[] pieceHashes() throws MetainfoException {
    Optional<Bencode> pieces = info.get("pieces");
    if (pieces.isEmpty() && info.get("file tree").isPresent()) {
      throw new MetainfoException("this is a version 2 torrent (BEP 52), not supported yet");
    }
    if (pieces.isEmpty() || !pieces.get().isString()) {
      throw wrong("it has no piece hashes");
    }
    if (pieces.get().length() == 0 || pieces.get().length() % InfoHash.LENGTH != 0) {
      throw wrong("piece hashes of " + pieces.get().length() + " bytes, not a multiple of 20");
    }
    return pieces.get().content();
  }

  private int pieceLength() throws MetainfoException {
    long length = integer(info, "piece length").orElseThrow(() -> wrong("no piece length"));
    if (length < 1 || length > Metainfo.MAX_PIECE_LENGTH) {
      throw wrong("piece length " + length + ", allowed are 1 to " + Metainfo.MAX_PIECE_LENGTH);
    }
    return (int) length;
  }

  /** A torrent with an empty name is called by its hash, as other clients do. */
  private String name() throws MetainfoException {
    String name =
        text.decodeFirst(MAX_NAME, info.get("name.utf-8"), info.get("name"))
            .orElseThrow(() -> wrong("it has no name, or one longer than " + MAX_NAME + " bytes"));
    return name.isEmpty() ? hash.toHex() : name;
  }

  private boolean isPrivate() throws MetainfoException {
    return integer(info, "private").orElse(0L) == 1;
  }

  private List<FileEntry> singleFile(String name) throws MetainfoException {
    return List.of(new FileEntry(List.of(name), 0, fileLength(info), false));
  }

  private List<FileEntry> files(Bencode list) throws MetainfoException {
    if (!list.isList()) {
      throw wrong("its files are not a list");
    }
    List<FileEntry> files = new ArrayList<>();
    long offset = 0;
    for (Bencode item : list.items(MAX_FILES, "files")) {
      FileEntry file = file(item, offset);
      offset = file.offset() + file.length();
      if (offset < 0) {
        throw wrong("its total length overflows");
      }
      files.add(file);
    }
    if (files.isEmpty()) {
      throw wrong("it has no files");
    }
    return files;
  }

  private FileEntry file(Bencode item, long offset) throws MetainfoException {
    if (!item.isDictionary()) {
      throw wrong("a file is not a dictionary");
    }
    List<String> path = path(item);
    boolean padding = isPadding(item) || path.getLast().startsWith(OLD_PADDING);
    return new FileEntry(path, offset, fileLength(item), padding);
  }

  private List<String> path(Bencode item) throws MetainfoException {
    Optional<Bencode> path = item.get("path.utf-8");
    if (path.isEmpty()) {
      path = item.get("path");
    }
    if (path.isEmpty() || !path.get().isList()) {
      throw wrong("a file has no path");
    }
    List<String> segments = new ArrayList<>();
    for (Bencode segment : path.get().items(MAX_PATH, "folders in a file's path")) {
      segments.add(
          text.decodeFirst(MAX_NAME, Optional.of(segment))
              .orElseThrow(() -> wrong("a path segment is no string or too long")));
    }
    if (segments.isEmpty()) {
      throw wrong("a file's path is empty");
    }
    return segments;
  }

  /** BEP 47: {@code p} among the attributes. */
  private static boolean isPadding(Bencode item) throws MetainfoException {
    Optional<Bencode> attributes = item.get("attr").filter(Bencode::isString);
    if (attributes.isEmpty() || attributes.get().length() > 100) {
      return false;
    }
    for (byte attribute : attributes.get().content()) {
      if (attribute == 'p') {
        return true;
      }
    }
    return false;
  }

  private static long fileLength(Bencode item) throws MetainfoException {
    long length = integer(item, "length").orElseThrow(() -> wrong("a file has no length"));
    if (length < 0) {
      throw wrong("a file has the length " + length);
    }
    return length;
  }

  private static Optional<Long> integer(Bencode dictionary, String key) throws MetainfoException {
    return dictionary.get(key).filter(Bencode::isInteger).flatMap(Bencode::integer);
  }

  private static void requirePieces(FileEntry last, int pieceLength, int pieces)
      throws MetainfoException {
    long total = last.offset() + last.length();
    if (total == 0) {
      throw wrong("it has no bytes");
    }
    long expected = (total - 1) / pieceLength + 1;
    if (expected != pieces) {
      throw wrong("it has " + pieces + " piece hashes instead of " + expected);
    }
  }

  private static MetainfoException wrong(String what) {
    return new MetainfoException("bad torrent: " + what);
  }
}
