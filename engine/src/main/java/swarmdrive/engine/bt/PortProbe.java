package swarmdrive.engine.bt;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import swarmdrive.engine.EngineConfig;

/** Chooses the TCP port: bt-core wants to know it before it starts, so port 0 is resolved here. */
record PortProbe(EngineConfig config) {
  int choose() throws IOException {
    if (config.port() != 0) {
      return config.port();
    }
    try (ServerSocketChannel probe = ServerSocketChannel.open()) {
      probe.bind(new InetSocketAddress(config.bindAddress(), 0));
      return probe.socket().getLocalPort();
    }
  }
}
