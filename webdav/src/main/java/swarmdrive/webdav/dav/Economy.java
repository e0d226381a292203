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
  WINDOWS_LARGE;

  /** As many children with their creation dates take two thirds of Windows' limit. */
  private static final int LARGE = 2000;

  static Economy of(HttpRequest request, int children) {
    String agent = request.header("User-Agent");
    if (agent != null && agent.startsWith("Microsoft-WebDAV-MiniRedir")) {
      return children > LARGE ? WINDOWS_LARGE : WINDOWS;
    }
    return isBrief(request.header("Brief")) || isMinimal(request.headers("Prefer"))
        ? NO_MISSING
        : NONE;
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
    return this != WINDOWS_LARGE;
  }

  /** Whether a request for everything gets this property. */
  boolean tells(DavProperty property, boolean folder) {
    return switch (this) {
      case NONE, NO_MISSING -> property.inAll();
      case WINDOWS -> forWindows(property, folder) || property == DavProperty.CREATIONDATE;
      case WINDOWS_LARGE -> forWindows(property, folder);
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
