package swarmdrive.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a process holds, as Linux tells it. */
final class ServerUsage {
  private final Path proc;

  ServerUsage(long pid) {
    proc = Path.of("/proc/" + pid);
  }

  /** Files and sockets. */
  long openFiles() throws IOException {
    try (var files = Files.list(proc.resolve("fd"))) {
      return files.count();
    }
  }

  long residentMib() throws IOException {
    return Files.readAllLines(proc.resolve("status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }
}
