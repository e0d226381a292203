package swarmdrive.webdav.dav;

import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import swarmdrive.webdav.PropertyName;
import swarmdrive.webdav.http.HttpRequest;
import swarmdrive.webdav.http.HttpStatusException;

/**
 * What a LOCK asks for (RFC 4918, 9.10 and 14.11).
 *
 * @param exclusive or shared
 * @param owner whole {@code DAV:owner} element; empty if there is none
 */
record LockRequest(boolean exclusive, String owner) {
  private static final int MOST_OWNER = 4096;
  private static final Duration USUAL = Duration.ofMinutes(10);
  private static final Pattern SECONDS = Pattern.compile("(?i)second-([0-9]{1,10})");
  private static final Pattern INFINITE = Pattern.compile("(?i)infinite");

  /**
   * Reads a request's body.
   *
   * @return null if it is empty, which asks for a refresh
   */
  static @Nullable LockRequest read(HttpRequest request) throws IOException {
    return XmlBody.read(request, "lockinfo", LockRequest::parse);
  }

  private static LockRequest parse(XMLStreamReader xml)
      throws XMLStreamException, HttpStatusException {
    PropertyName scope = null;
    PropertyName type = null;
    String owner = "";
    while (XmlBody.nextChild(xml)) {
      PropertyName name = XmlBody.name(xml);
      if (name.equals(PropertyName.dav("lockscope"))) {
        scope = onlyChild(xml);
      } else if (name.equals(PropertyName.dav("locktype"))) {
        type = onlyChild(xml);
      } else if (name.equals(PropertyName.dav("owner"))) {
        owner = XmlFragment.read(xml, null);
      } else {
        XmlBody.skip(xml);
      }
    }
    boolean exclusive = PropertyName.dav("exclusive").equals(scope);
    if (!PropertyName.dav("write").equals(type)
        || !(exclusive || PropertyName.dav("shared").equals(scope))) {
      throw new HttpStatusException(422, "There are exclusive and shared write locks only");
    }
    if (owner.length() > MOST_OWNER) {
      throw new HttpStatusException(507, "The owner is too long to be kept");
    }
    return new LockRequest(exclusive, owner);
  }

  private static @Nullable PropertyName onlyChild(XMLStreamReader xml) throws XMLStreamException {
    PropertyName found = null;
    while (XmlBody.nextChild(xml)) {
      found = XmlBody.name(xml);
      XmlBody.skip(xml);
    }
    return found;
  }

  /** How long the lock is wanted for: the first of the times named that is known (10.7). */
  static Duration timeout(HttpRequest request) {
    String field = request.headers("Timeout");
    if (field != null) {
      for (String wish : field.split(",", -1)) {
        Matcher seconds = SECONDS.matcher(wish.strip());
        if (seconds.matches()) {
          return Duration.ofSeconds(Math.max(1, Long.parseLong(seconds.group(1))));
        }
        if (INFINITE.matcher(wish.strip()).matches()) {
          return LockTable.LONGEST;
        }
      }
    }
    return USUAL;
  }
}
