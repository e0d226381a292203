package swarmdrive.archive.tar;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What headers before a member's own say of it. Not thread-safe. */
final class Extensions {
  private final PaxRecords ofAll = new PaxRecords();
  private PaxRecords ofNext = new PaxRecords();
  private @Nullable String longName;
  private @Nullable String longLink;

  static boolean isOne(char type) {
    return switch (type) {
      case 'x', 'X', 'g', 'L', 'K' -> true;
      default -> false;
    };
  }

  /**
   * Takes the bytes behind a header of a type that {@link #isOne}.
   *
   * @return false if they are damaged
   */
  boolean add(char type, byte[] bytes) {
    return switch (type) {
      case 'g' -> ofAll.add(bytes);
      case 'L' -> {
        longName = text(bytes);
        yield true;
      }
      case 'K' -> {
        longLink = text(bytes);
        yield true;
      }
      default -> ofNext.add(bytes);
    };
  }

  private static String text(byte[] bytes) {
    String text = TarHeader.decode(bytes);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The member was read. */
  void clear() {
    ofNext = new PaxRecords();
    longName = null;
    longLink = null;
  }

  String name(TarHeader header) {
    return text("GNU.sparse.name")
        .or(() -> text("path"))
        .or(() -> Optional.ofNullable(longName))
        .orElseGet(header::name);
  }

  String link(TarHeader header) {
    return text("linkpath").or(() -> Optional.ofNullable(longLink)).orElseGet(header::link);
  }

  /** Bytes behind the member's header. */
  OptionalLong size(TarHeader header) {
    OptionalLong told = number("size");
    return told.isPresent() ? told : header.size();
  }

  OptionalLong modified(TarHeader header) {
    OptionalLong told = number("mtime");
    return told.isPresent() ? told : header.modified();
  }

  Optional<String> text(String key) {
    return ofNext.text(key).or(() -> ofAll.text(key));
  }

  OptionalLong number(String key) {
    return PaxRecords.number(text(key).orElse(""));
  }
}
