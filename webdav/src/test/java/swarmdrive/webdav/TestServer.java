package swarmdrive.webdav;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.multibindings.MapBinder;
import com.google.inject.multibindings.OptionalBinder;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The real server, wired as the product wires it, on a free port of loopback. */
public final class TestServer implements Closeable {
  private final WebDavServer server;
  private final InetSocketAddress address;

  private TestServer(WebDavServer server) throws IOException {
    this.server = server;
    this.address = server.start();
  }

  /** What a test may change before the start. */
  public static final class Builder {
    private final DavFolder root;
    private final Map<String, HttpEndpoint> endpoints = new HashMap<>();
    private @Nullable MemoryTree writable;
    public int port;
    public String basePath = "/";
    public String drivePath = "/dav/";
    public Duration firstByteTimeout = Duration.ofSeconds(8);
    public Duration progressTimeout = Duration.ofSeconds(8);
    public Duration headerTimeout = Duration.ofSeconds(8);
    public Duration idleTimeout = Duration.ofSeconds(8);
    public int maxConnections = 200;
    public int maxConnectionsPerAddress = 200;
    public int maxHeaderBytes = 8192;
    public long maxBodyBytes = 1 << 20;
    public AccessConfig access = AccessConfig.DEFAULT;
    public Optional<TlsConfig> tls = Optional.empty();
    public Optional<Accounts> accounts = Optional.empty();

    Builder(DavFolder root) {
      this.root = root;
    }

    public Builder endpoint(String prefix, HttpEndpoint endpoint) {
      endpoints.put(prefix, endpoint);
      return this;
    }

    /** A drive that can be changed. */
    public Builder writable(MemoryTree tree) {
      this.writable = tree;
      return this;
    }

    private WebDavConfig config() {
      return new WebDavConfig(
          new InetSocketAddress("127.0.0.1", port),
          basePath,
          drivePath,
          firstByteTimeout,
          progressTimeout,
          headerTimeout,
          idleTimeout,
          maxConnections,
          maxConnectionsPerAddress,
          maxHeaderBytes,
          maxBodyBytes,
          access,
          tls);
    }

    public TestServer start() throws IOException {
      AbstractModule tree =
          new AbstractModule() {
            @Override
            protected void configure() {
              bind(DavFolder.class).toInstance(root);
              if (writable != null) {
                OptionalBinder.newOptionalBinder(binder(), DavWriter.class)
                    .setBinding()
                    .toInstance(writable);
                OptionalBinder.newOptionalBinder(binder(), DavProperties.class)
                    .setBinding()
                    .toInstance(writable);
              }
              MapBinder<String, HttpEndpoint> binder =
                  MapBinder.newMapBinder(binder(), String.class, HttpEndpoint.class);
              endpoints.forEach((prefix, end) -> binder.addBinding(prefix).toInstance(end));
              accounts.ifPresent(
                  known ->
                      OptionalBinder.newOptionalBinder(binder(), Accounts.class)
                          .setBinding()
                          .toInstance(known));
            }
          };
      return new TestServer(
          Guice.createInjector(new WebDavModule(config()), tree).getInstance(WebDavServer.class));
    }
  }

  public static Builder of(MemoryTree tree) {
    return new Builder(tree.root()).writable(tree);
  }

  public static Builder of(DavFolder root) {
    return new Builder(root);
  }

  public InetSocketAddress address() {
    return address;
  }

  public WebDavServer server() {
    return server;
  }

  public WireClient connect() throws IOException {
    return new WireClient(address);
  }

  /** Waits until something becomes true that the server does just after it has answered. */
  public static void eventually(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + 60_000_000_000L;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - until > 0) {
        throw new AssertionError("Did not become true within 60 s");
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
