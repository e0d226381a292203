package swarmdrive.webdav.dav;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.http.HttpRequest;

/**
 * What may be left out of a PROPFIND's answer. Windows asks for everything and refuses a folder
 * whose answer is longer than a million bytes (FileAttributesLimitInBytes), so it is told only what
 * it shows.
 */
enum Economy {
  /** Everything that is asked for. */
  NONE,
  /** No word about what does not exist: the client says that it does not need it (RFC 8144). */
  NO_MISSING,
  /** For Windows: type, length and both times. */
  WINDOWS,
  /** For Windows and a folder that would come near its limit: no second time, which is the same. */
  WINDOWS_LARGE,
  /**
   * For Windows and a folder that would be beyond its limit: no time at all. A folder without dates
   * is better than an error instead of the folder.
   */
  WINDOWS_HUGE;

  /** What Windows takes, less a little for the folder itself and for long numbers. */
  private static final long WINDOWS_BYTES = 990_000;

  /** What is written about a child beside its href: markup, type or length, two times. */
  private static final int CHILD_BYTES = 292;

  private static final int CREATION_BYTES = 56;

  static Economy of(HttpRequest request) {
    String agent = request.header("User-Agent");
    if (agent != null && agent.startsWith("Microsoft-WebDAV-MiniRedir")) {
      return WINDOWS;
    }
    return isBrief(request.header("Brief")) || isMinimal(request.headers("Prefer"))
        ? NO_MISSING
        : NONE;
  }

  /**
   * What this request gets of a folder.
   *
   * @param children how many it has
   * @param hrefBytes how long their hrefs are in all
   */
  Economy of(int children, long hrefBytes) {
    if (this != WINDOWS || children * (long) CHILD_BYTES + hrefBytes < WINDOWS_BYTES) {
      return this;
    }
    long withOneTime = children * (long) (CHILD_BYTES - CREATION_BYTES) + hrefBytes;
    return withOneTime < WINDOWS_BYTES ? WINDOWS_LARGE : WINDOWS_HUGE;
  }

  /** Whether it depends on the folder's size how much is told. */
  boolean measures() {
    return this == WINDOWS;
  }

  private static boolean isBrief(@Nullable String field) {
    return field != null && field.strip().equalsIgnoreCase("t");
  }

  private static boolean isMinimal(@Nullable String field) {
    return field != null && field.toLowerCase(Locale.ROOT).contains("return=minimal");
  }

  boolean tellsMissing() {
    return this == NONE;
  }

  /** Whether what clients have set is told: Windows sets 300 bytes of times on each file. */
  boolean tellsDead() {
    return this != WINDOWS_LARGE && this != WINDOWS_HUGE;
  }

  /** Whether a request for everything gets this property. */
  boolean tells(DavProperty property, boolean folder) {
    return switch (this) {
      case NONE, NO_MISSING -> property.inAll();
      case WINDOWS -> forWindows(property, folder) || property == DavProperty.CREATIONDATE;
      case WINDOWS_LARGE -> forWindows(property, folder);
      case WINDOWS_HUGE -> forWindows(property, folder) && property != DavProperty.GETLASTMODIFIED;
    };
  }

  private static boolean forWindows(DavProperty property, boolean folder) {
    return switch (property) {
      case GETCONTENTLENGTH, GETLASTMODIFIED -> true;
      // of a file it is empty
      case RESOURCETYPE -> folder;
      default -> false;
    };
  }
}
