package swarmdrive.app.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;

/** Where a value comes from, as a prefix of a message. */
final class Place {
  private Place() {}

  /** {@code FILE:LINE: }, or {@code --flag: }, or {@code environment variable NAME: }. */
  static String of(ConfigValue value) {
    ConfigOrigin origin = value.origin();
    String file = origin.filename() != null ? origin.filename() : origin.description();
    return origin.lineNumber() > 0 ? file + ":" + origin.lineNumber() + ": " : file + ": ";
  }
}
