package swarmdrive.webdav;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Under which names and through whom the server is reached.
 *
 * @param hosts names of this server besides addresses and names that exist in local networks only;
 *     {@code *.} before a name stands for every name below it, {@code *} alone for all
 * @param proxies addresses of reverse proxies that are believed what they forward
 * @param digest whether Digest (RFC 7616) is offered beside Basic
 */
public record AccessConfig(List<String> hosts, Set<InetAddress> proxies, boolean digest) {
  /** Local names, no proxy, Basic only. */
  public static final AccessConfig DEFAULT = new AccessConfig(List.of(), Set.of(), false);

  public AccessConfig {
    hosts = List.copyOf(hosts);
    proxies = Set.copyOf(proxies);
  }
}
