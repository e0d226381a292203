package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process is killed at random moments: SIGKILL, many times, over the same store. */
class KilledProcessTest {
  private static final int KILLS = 12;

  @TempDir private Path folder;
  private final Random random = new Random();

  @Test
  void killed_recordedPiecesAreHeldAndRight() throws Exception {
    int told = 0;
    for (int i = 0; i < KILLS; i++) {
      List<BitSet> recorded = runAndKill(1L << 40);
      told += recorded.stream().mapToInt(BitSet::cardinality).sum();
      List<BitSet> held = heldPiecesThatAreRight();
      for (int torrent = 0; torrent < held.size(); torrent++) {
        recorded.get(torrent).andNot(held.get(torrent));
        assertThat(recorded.get(torrent).stream()).as("lost after kill %d", i).isEmpty();
      }
    }
    assertThat(told).as("pieces recorded in all").isPositive();
  }

  @Test
  void killedWhileEvicting_heldPiecesAreRightAndTheLimitHolds() throws Exception {
    long limit = 5 << 20;
    int held = 0;
    for (int i = 0; i < KILLS; i++) {
      runAndKill(limit);
      assertThat(bytesOfFiles()).isLessThanOrEqualTo(limit);
      held += heldPiecesThatAreRight().stream().mapToInt(BitSet::cardinality).sum();
    }
    assertThat(held).isPositive();
  }

  /** What the process said that it had recorded, and did not clear since, before it was killed. */
  private List<BitSet> runAndKill(long limit) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledWriter.class.getName(),
                folder.toString(),
                String.valueOf(limit),
                String.valueOf(random.nextLong()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      String ready = lines.readLine();
      assertThat(ready).isEqualTo("ready");
      List<BitSet> recorded = Stream.generate(BitSet::new).limit(3).toList();
      for (int i = random.nextInt(20); i > 0; i--) { // on a slow machine, too, it gets somewhere
        note(lines.readLine(), recorded);
      }
      process.waitFor(random.nextInt(150), TimeUnit.MILLISECONDS);
      process.toHandle().destroyForcibly(); // which leaves its output readable
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line, recorded);
      }
      assertThat(process.waitFor()).isNotZero();
      return recorded;
    }
  }

  private static void note(String line, List<BitSet> recorded) {
    String[] words = line.split(" ");
    if (words[0].equals("cleared")) {
      recorded.get(Integer.parseInt(words[1])).clear();
    } else {
      recorded.get(Integer.parseInt(words[0])).set(Integer.parseInt(words[1]));
    }
  }

  private List<BitSet> heldPiecesThatAreRight() throws IOException {
    List<BitSet> held = Stream.generate(BitSet::new).limit(3).toList();
    try (PieceDisk disk = PieceDisk.open(folder, 1 << 20, 1L << 40, 0)) {
      for (int torrent = 0; torrent < held.size(); torrent++) {
        PieceStore store = KilledWriter.store(disk, torrent);
        held.get(torrent).or(store.held());
        for (int piece : store.held().stream().toArray()) {
          KilledWriter.TORRENTS.get(torrent).assertHeld(store, piece);
        }
      }
    }
    return held;
  }

  private long bytesOfFiles() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
