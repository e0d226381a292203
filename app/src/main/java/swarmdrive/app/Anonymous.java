package swarmdrive.app;

import java.net.InetSocketAddress;
import swarmdrive.app.config.WrongConfigException;

/** Nobody is asked for a password yet, so that only this machine may listen without being told. */
final class Anonymous {
  private Anonymous() {}

  static void require(InetSocketAddress listen, boolean allowed) throws WrongConfigException {
    if (!allowed && !listen.getAddress().isLoopbackAddress()) {
      throw new WrongConfigException(
          "http.listen is "
              + Urls.hostAndPort(listen)
              + ", which others can reach, and the drive has no password: everybody could read it;"
              + " if that is wanted, add --allow-anonymous");
    }
  }
}
