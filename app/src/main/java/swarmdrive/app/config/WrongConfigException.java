package swarmdrive.app.config;

/** A configuration that cannot be used; the message is one line: place, key, what is allowed. */
public final class WrongConfigException extends Exception {
  private static final long serialVersionUID = 1;

  public WrongConfigException(String message) {
    // values may hold line ends
    super(message.strip().replaceAll("\\s*[\\p{Cntrl}\\u0085\\u2028\\u2029]+\\s*", " "));
  }
}
