package swarmdrive.webdav;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * The HTTP and WebDAV server. Made by {@link WebDavModule}, which needs a {@link DavFolder} (the
 * root) and endpoints.
 */
public interface WebDavServer extends Closeable {
  /**
   * Listens.
   *
   * @return the address, with the port taken
   * @throws IOException with one line for the user, for instance if the port is in use
   */
  InetSocketAddress start() throws IOException;

  /** Bytes of file content handed to clients since start. */
  long bytesServed();

  /** Open connections. */
  int connections();

  /** Stops listening, ends running requests within 5 s, closes connections. */
  @Override
  void close();
}
