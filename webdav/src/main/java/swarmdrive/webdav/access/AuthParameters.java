package swarmdrive.webdav.access;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the parameters of an Authorization field (RFC 9110, 11.2): {@code a=b, c="d, \"e"}. */
final class AuthParameters {
  /** Digest has a dozen. */
  private static final int MOST = 24;

  private final String text;
  private int position;
  private final Map<String, String> values = new HashMap<>();

  private AuthParameters(String text) {
    this.text = text;
  }

  /**
   * Reads all.
   *
   * @return values by name in lower case; empty if it is malformed or names something twice
   */
  static Optional<Map<String, String>> parse(String text) {
    AuthParameters parameters = new AuthParameters(text);
    return parameters.all() ? Optional.of(parameters.values) : Optional.empty();
  }

  private boolean all() {
    skip(" \t,");
    while (position < text.length()) {
      if (values.size() == MOST || !one()) {
        return false;
      }
      skip(" \t");
      if (position < text.length() && text.charAt(position) != ',') {
        return false;
      }
      skip(" \t,");
    }
    return true;
  }

  private boolean one() {
    String name = token().toLowerCase(Locale.ROOT);
    skip(" \t");
    if (name.isEmpty() || !take('=')) {
      return false;
    }
    skip(" \t");
    String value = take('"') ? quoted() : token();
    return value != null && values.put(name, value) == null;
  }

  private void skip(String characters) {
    while (position < text.length() && characters.indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }

  private boolean take(char c) {
    boolean there = position < text.length() && text.charAt(position) == c;
    position += there ? 1 : 0;
    return there;
  }

  private String token() {
    int start = position;
    while (position < text.length() && " \t,=\"".indexOf(text.charAt(position)) < 0) {
      position++;
    }
    return text.substring(start, position);
  }

  /** After the opening quote; null if there is no closing one. */
  private @Nullable String quoted() {
    StringBuilder value = new StringBuilder();
    while (position < text.length()) {
      char c = text.charAt(position++);
      if (c == '"') {
        return value.toString();
      }
      if (c == '\\' && position < text.length()) {
        c = text.charAt(position++);
      }
      value.append(c);
    }
    return null;
  }
}
