package swarmdrive.e2e;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Debian's curl. */
final class Curl {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private Curl() {}

  /** Downloads a file and compares it: the position of the first difference, or -1. */
  static long mismatch(URI url, Path original) throws IOException, InterruptedException {
    Path file = Files.createTempFile(RunFolder.path(), "curl", "");
    try {
      Program.run(LIMIT, "curl", "-sS", "--fail", "-o", file.toString(), url.toString()).orFail();
      return Files.mismatch(original, file);
    } finally {
      Files.delete(file);
    }
  }

  /** One range; curl itself checks the length, this the status. */
  static byte[] range(URI url, long position, long length)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile(RunFolder.path(), "curl", "");
    String range = position + "-" + (position + length - 1);
    try {
      String status =
          Program.run(
                  LIMIT,
                  "curl",
                  "-sS",
                  "--fail",
                  "-r",
                  range,
                  "-w",
                  "%{http_code}",
                  "-o",
                  file.toString(),
                  url.toString())
              .orFail()
              .text();
      if (!status.equals("206")) {
        throw new AssertionError(url + ", range " + range + ": HTTP " + status);
      }
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }
}
