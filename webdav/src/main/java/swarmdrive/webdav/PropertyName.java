package swarmdrive.webdav;

/**
 * The name of a WebDAV property.
 *
 * @param namespace may be empty
 * @param local the name in it
 */
public record PropertyName(String namespace, String local) {
  /** The namespace of RFC 4918. */
  public static final String DAV = "DAV:";

  public static PropertyName dav(String local) {
    return new PropertyName(DAV, local);
  }
}
