package swarmdrive.engine.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.engine.EngineConfig;
import swarmdrive.engine.EngineConfigs;
import swarmdrive.engine.RangeReader;
import swarmdrive.engine.SwarmView;
import swarmdrive.engine.Torrent;
import swarmdrive.engine.metainfo.Magnet;

/** Linux takes all of 127/8 for its own, so that one host has two addresses. */
@EnabledOnOs(OS.LINUX)
final class BindAddressTest {
  private static final int LENGTH = 100_000;
  @TempDir private Path folder;

  private static InetAddress other() throws Exception {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
  }

  private static EngineConfig bound(EngineConfig config, InetAddress address) {
    return config.store().endsWith("reader")
        ? EngineConfigs.with(config, "bindAddress", address)
        : config;
  }

  @Test
  void peersAndTrackersOfBothKinds_seeTheBindAddress() throws Exception {
    InetAddress bound = other();
    UnaryOperator<EngineConfig> settings = config -> bound(config, bound);
    CompletableFuture<InetAddress> byHttp = new CompletableFuture<>();
    CompletableFuture<InetAddress> byUdp = new CompletableFuture<>();
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          byHttp.complete(exchange.getRemoteAddress().getAddress());
          exchange.sendResponseHeaders(404, -1);
          exchange.close();
        });
    http.start();
    try (DatagramSocket udp = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        TwoEngines engines = new TwoEngines(folder, LENGTH, 1 << 14, settings)) {
      udp.setSoTimeout(30_000);
      Magnet magnet = engines.magnet();
      List<String> trackers =
          List.of(
              "http://127.0.0.1:" + http.getAddress().getPort() + "/announce",
              "udp://127.0.0.1:" + udp.getLocalPort());
      engines.reader.add(new Magnet(magnet.infoHash(), magnet.name(), trackers, magnet.peers()));
      Torrent torrent = engines.reader.add(engines.metainfo);
      try (RangeReader reader = torrent.files().getFirst().open()) {
        TwoEngines.read(reader, 0, LENGTH);
      }
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      udp.receive(packet);
      byUdp.complete(packet.getAddress());
      SwarmView view =
          engines.seeder.find(magnet.infoHash()).orElseThrow().look().get(20, TimeUnit.SECONDS);
      assertThat(view.peers()).isNotEmpty();
      assertThat(view.peers()).allMatch(peer -> peer.address().getAddress().equals(bound));
      assertThat(byHttp.get(30, TimeUnit.SECONDS)).isEqualTo(bound);
      assertThat(byUdp.get(1, TimeUnit.SECONDS)).isEqualTo(bound);
    } finally {
      http.stop(0);
    }
  }
}
