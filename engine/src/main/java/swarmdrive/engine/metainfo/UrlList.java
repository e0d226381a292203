package swarmdrive.engine.metainfo;

import com.google.common.base.CharMatcher;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import swarmdrive.engine.MetainfoException;
import swarmdrive.engine.bencode.Bencode;

/** Collects different, plausible URLs up to a number and leaves out the rest without complaint. */
final class UrlList {
  private static final CharMatcher UNPRINTABLE =
      CharMatcher.javaIsoControl().or(CharMatcher.whitespace());

  private final int most;
  private final Set<String> seen = new HashSet<>();

  UrlList(int most) {
    this.most = most;
  }

  /** The new URLs of a bencoded string or of a list of them. */
  List<String> take(Bencode value) throws MetainfoException {
    List<Bencode> items = value.isList() ? value.firstItems(most) : List.of(value);
    List<String> urls = new ArrayList<>();
    for (Bencode item : items) {
      if (item.isString() && item.length() <= MetainfoReader.MAX_URL) {
        take(new String(item.content(), StandardCharsets.UTF_8), urls);
      }
    }
    return urls;
  }

  /** Adds the URL to {@code target} if it is usable and new. */
  void take(String url, List<String> target) {
    String trimmed = CharMatcher.whitespace().trimFrom(url);
    if (seen.size() < most && isUsable(trimmed) && seen.add(trimmed)) {
      target.add(trimmed);
    }
  }

  /** True if a URL may pass: not empty, not too long, and nothing in it that breaks a line. */
  static boolean isUsable(String url) {
    return !url.isEmpty()
        && url.length() <= MetainfoReader.MAX_URL
        && UNPRINTABLE.matchesNoneOf(url);
  }
}
