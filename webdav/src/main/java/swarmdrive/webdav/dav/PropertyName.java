package swarmdrive.webdav.dav;

/**
 * The name of a WebDAV property.
 *
 * @param namespace may be empty
 * @param local the name in it
 */
record PropertyName(String namespace, String local) {
  static final String DAV = "DAV:";

  static PropertyName dav(String local) {
    return new PropertyName(DAV, local);
  }
}
