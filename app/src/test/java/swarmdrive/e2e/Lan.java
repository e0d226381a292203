package swarmdrive.e2e;

import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A small network of hosts on this machine: a bridge with an address of ours, and a network
 * namespace per host. Peers need real addresses, because transmission takes 127/8 for invalid.
 */
final class Lan implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final String bridge;
  private final String prefix;
  private final List<NetworkNamespace> hosts = new ArrayList<>();

  private Lan(String bridge, String prefix) {
    this.bridge = bridge;
    this.prefix = prefix;
  }

  /** Of private addresses, as at home. */
  static Lan create() throws IOException, InterruptedException {
    return create("10.213.");
  }

  /**
   * Of addresses that nobody takes for private ones, as in the internet: those of RFC 2544, which
   * are for tests.
   */
  static Lan createPublic() throws IOException, InterruptedException {
    return create("198.18.");
  }

  private static Lan create(String network) throws IOException, InterruptedException {
    String prefix = freePrefix(network);
    String bridge = (network.startsWith("10") ? "swd" : "swp") + prefix.split("\\.")[2] + "br";
    RunFolder.note("link", bridge);
    var lan = new Lan(bridge, prefix);
    ip("link add " + bridge + " type bridge");
    ip("addr add " + lan.address() + "/24 dev " + bridge);
    ip("link set " + bridge + " up");
    return lan;
  }

  /** This machine's own address in the network. */
  String address() {
    return prefix + "1";
  }

  /** The host of this name, made when it is asked for first. */
  NetworkNamespace host(String name) throws IOException, InterruptedException {
    String full = bridge.replace("br", "-") + name;
    for (NetworkNamespace host : hosts) {
      if (host.name().equals(full)) {
        return host;
      }
    }
    return add(full);
  }

  private NetworkNamespace add(String name) throws IOException, InterruptedException {
    int number = hosts.size() + 2;
    var host = new NetworkNamespace(name, prefix + number);
    RunFolder.note("namespace", name);
    hosts.add(host);
    String link = bridge.replace("br", "v") + number;
    ip("netns add " + host.name());
    ip("link add " + link + " type veth peer name eth0 netns " + host.name());
    ip("link set " + link + " master " + bridge + " up");
    ip("-n " + host.name() + " addr add " + host.address() + "/24 dev eth0");
    ip("-n " + host.name() + " link set eth0 up");
    ip("-n " + host.name() + " link set lo up");
    ip("-n " + host.name() + " route add default dev eth0");
    return host;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (NetworkNamespace host : hosts) {
      ip("netns delete " + host.name());
    }
    ip("link delete " + bridge);
  }

  private static void ip(String words) throws IOException, InterruptedException {
    Program.run(LIMIT, ("ip " + words).split(" ")).orFail();
  }

  private static String freePrefix(String network) throws IOException {
    List<String> used =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .map(address -> address.getHostAddress())
            .collect(Collectors.toList());
    long start = ProcessHandle.current().pid();
    for (int i = 0; i < 250; i++) {
      String prefix = network + (1 + (start + i) % 250) + ".";
      if (used.stream().noneMatch(address -> address.startsWith(prefix))) {
        return prefix;
      }
    }
    throw new IOException("no free network below " + network);
  }
}
