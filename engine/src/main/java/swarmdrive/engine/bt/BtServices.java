package swarmdrive.engine.bt;

import bt.metainfo.TorrentId;
import bt.module.BitTorrentProtocol;
import bt.module.ServiceModule;
import bt.net.DataReceiver;
import bt.net.IConnectionSource;
import bt.net.IMessageDispatcher;
import bt.net.IPeerConnectionFactory;
import bt.net.IPeerConnectionPool;
import bt.net.PeerId;
import bt.peer.IPeerRegistry;
import bt.protocol.Message;
import bt.protocol.crypto.EncryptionPolicy;
import bt.protocol.handler.MessageHandler;
import bt.runtime.BtRuntime;
import bt.runtime.BtRuntimeBuilder;
import bt.runtime.Config;
import bt.service.IdentityService;
import bt.torrent.TorrentRegistry;
import bt.tracker.ITrackerService;
import bt.tracker.SecretKey;
import com.google.inject.AbstractModule;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import swarmdrive.engine.EngineConfig;

/**
 * bt-core's runtime with its connections, dispatcher and registries taken out: what stays are the
 * message codecs and the trackers. Its injector is its own.
 */
final class BtServices {
  private static final byte[] CLIENT_ID = "-SW0100-".getBytes(StandardCharsets.US_ASCII);

  private final BtRuntime runtime;
  private final PeerId peerId;

  BtServices(EngineConfig config, int port, KnownTorrents torrents) {
    BtRuntimeBuilder builder =
        BtRuntime.builder(btConfig(config, port)).disablePeerExchange().disableAutomaticShutdown();
    builder.disableLocalServiceDiscovery();
    peerId = newPeerId();
    builder.module(new Overrides(torrents, peerId, port, config.bindAddress()));
    runtime = builder.build();
  }

  /** Ours, in the style of BEP 20. */
  private static PeerId newPeerId() {
    byte[] id = new byte[PeerId.length()];
    new SecureRandom().nextBytes(id);
    System.arraycopy(CLIENT_ID, 0, id, 0, CLIENT_ID.length);
    return PeerId.fromBytes(id);
  }

  private static Config btConfig(EngineConfig config, int port) {
    Config bt = new Config();
    bt.setAcceptorAddress(config.bindAddress());
    bt.setAcceptorPort(port);
    bt.setEncryptionPolicy(
        switch (config.encryption()) {
          case DISABLED -> EncryptionPolicy.REQUIRE_PLAINTEXT;
          case PREFER_PLAINTEXT -> EncryptionPolicy.PREFER_PLAINTEXT;
          case PREFER_ENCRYPTED -> EncryptionPolicy.PREFER_ENCRYPTED;
          case REQUIRED -> EncryptionPolicy.REQUIRE_ENCRYPTED;
        });
    bt.setTrackerTimeout(Duration.ofSeconds(15));
    bt.setNumberOfPeersToRequestFromTracker(100);
    return bt;
  }

  /** Replaces what the swarm thread does itself. */
  private static final class Overrides extends AbstractModule {
    private final KnownTorrents torrents;
    private final PeerId peerId;
    private final int port;
    private final InetAddress bindAddress;

    Overrides(KnownTorrents torrents, PeerId peerId, int port, InetAddress bindAddress) {
      this.bindAddress = bindAddress;
      this.torrents = torrents;
      this.peerId = peerId;
      this.port = port;
    }

    @Override
    protected void configure() {
      bind(TorrentRegistry.class).toInstance(torrents);
      LocalPeer self = new LocalPeer(port, peerId);
      bind(IPeerRegistry.class).toInstance(self);
      HttpClient client = httpClient(bindAddress);
      ServiceModule.extend(binder())
          .addTrackerFactory(url -> new HttpTracker(client, url, self, torrents), "http", "https");
      bind(IdentityService.class).toInstance(new Identity(peerId));
      bind(DataReceiver.class).toInstance(unused(DataReceiver.class));
      bind(IMessageDispatcher.class).toInstance(unused(IMessageDispatcher.class));
      bind(IConnectionSource.class).toInstance(unused(IConnectionSource.class));
      bind(IPeerConnectionPool.class).toInstance(unused(IPeerConnectionPool.class));
      bind(IPeerConnectionFactory.class).toInstance(unused(IPeerConnectionFactory.class));
    }

    private static HttpClient httpClient(InetAddress bindAddress) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .connectTimeout(Duration.ofSeconds(10))
              .followRedirects(HttpClient.Redirect.NORMAL)
              .version(HttpClient.Version.HTTP_1_1);
      if (!bindAddress.isAnyLocalAddress()) {
        builder.localAddress(bindAddress);
      }
      return builder.build();
    }

    private record Identity(PeerId id) implements IdentityService {
      @Override
      public PeerId getLocalPeerId() {
        return id;
      }

      @Override
      public Optional<SecretKey> getSecretKey() {
        return Optional.empty();
      }
    }

    /** A service that nobody may ask, since the swarm thread does its work. */
    private static <T> T unused(Class<T> service) {
      return service.cast(
          Proxy.newProxyInstance(
              service.getClassLoader(),
              new Class<?>[] {service},
              (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(
                    service.getSimpleName() + "." + method.getName());
              }));
    }
  }

  void start() {
    runtime.startup();
  }

  void stop() {
    runtime.shutdown();
  }

  MessageHandler<Message> codec() {
    return runtime
        .getInjector()
        .getInstance(
            Key.get(new TypeLiteral<MessageHandler<Message>>() {}, BitTorrentProtocol.class));
  }

  PeerId peerId() {
    return peerId;
  }

  ITrackerService trackers() {
    return runtime.service(ITrackerService.class);
  }

  static TorrentId id(swarmdrive.engine.InfoHash infoHash) {
    return TorrentId.fromBytes(infoHash.toBytes());
  }

  static swarmdrive.engine.InfoHash infoHash(TorrentId id) {
    return swarmdrive.engine.InfoHash.of(id.getBytes());
  }
}
