package swarmdrive.webdav.http;

import swarmdrive.webdav.WebDavConfig;

/** What a response needs of its connection. Any thread. */
interface Wire {
  /** Queues a message for the socket; a closed connection swallows it. */
  void write(Object message);

  /** The response was sent as a whole: goes on with the connection on its I/O thread. */
  void responded();

  /** Bytes of file content that the socket took. */
  void served(long bytes);

  BufferPool pool();

  HttpDate date();

  WebDavConfig config();
}
