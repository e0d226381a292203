package swarmdrive.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's nginx as a reverse proxy for a part of a site. */
final class Nginx implements AutoCloseable {
  private final Program program;
  private final int port;

  private Nginx(Program program, int port) {
    this.program = program;
    this.port = port;
  }

  /**
   * Passes on what is below a path, as the README says.
   *
   * @param path from slash to slash
   * @param server the one behind
   */
  static Nginx before(String path, URI server) throws IOException, InterruptedException {
    Path folder = RunFolder.create("nginx");
    int port = freePort();
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            user root; daemon off; worker_processes 1; pid %1$s/pid; error_log stderr;
            events { worker_connections 256; }
            http {
              access_log off; client_max_body_size 0; client_body_temp_path %1$s/body;
              server {
                listen 127.0.0.1:%2$d;
                location %3$s {
                  proxy_pass http://%4$s;
                  proxy_http_version 1.1;
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                  proxy_buffering off;
                }
              }
            }
            """
                .formatted(folder, port, path, server.getAuthority()));
    Program program =
        Program.start(
            new Program.Command("/usr/sbin/nginx", "-c", config.toString(), "-e", "stderr"));
    var nginx = new Nginx(program, port);
    Eventually.isTrue("nginx listens", Duration.ofSeconds(30), nginx::listens);
    return nginx;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean listens() {
    try (var socket = new java.net.Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  int port() {
    return port;
  }

  /** Asks it to end: a master that is killed leaves its workers behind. */
  @Override
  public void close() {
    try {
      program.terminate(Duration.ofSeconds(20));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    program.close();
  }
}
