package swarmdrive.app.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderWatchTest {
  private static final Duration MOST = Duration.ofSeconds(30);

  /** So long that nobody who waits for it is done before the test's own limit. */
  private static final Duration ENDLESS = Duration.ofHours(1);

  private static final Duration SHORT = Duration.ofMillis(20);

  @TempDir Path folder;

  private FolderWatch watch;

  @BeforeEach
  void begin() throws Exception {
    watch = new FolderWatch(folder);
    watch.watch(Set.of(folder));
  }

  @AfterEach
  void end() throws Exception {
    watch.close();
  }

  @Test
  void firstThatCame_doesNotWaitForTheEndOfTheBurst() throws Exception {
    CompletableFuture<Set<Path>> changed = changes(ENDLESS);
    Files.writeString(folder.resolve("a.torrent"), "x");
    assertThat(changed.get(MOST.toSeconds(), TimeUnit.SECONDS)).containsExactly(folder);
  }

  @Test
  void whatWentAndCameBack_isOneChange() throws Exception {
    watch.close();
    Path file = Files.writeString(folder.resolve("a.torrent"), "x");
    begin(); // nothing of it has been seen

    CompletableFuture<Set<Path>> changed = changes(Duration.ofMillis(300));
    Files.delete(file);
    Files.writeString(file, "y");
    assertThat(changed.get(MOST.toSeconds(), TimeUnit.SECONDS)).containsExactly(folder);
    assertThat(watch.await(SHORT, SHORT)).isEmpty();
  }

  @Test
  void ordinaryFiles_areNoChange() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "x");
    assertThat(watch.await(Duration.ofMillis(200), SHORT)).isEmpty();
  }

  @Test
  void nothing_endsAfterTheLongestWait() throws Exception {
    assertThat(watch.await(SHORT, SHORT)).isEmpty();
  }

  private CompletableFuture<Set<Path>> changes(Duration quiet) {
    CompletableFuture<Set<Path>> result = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                result.complete(watch.await(MOST, quiet));
              } catch (InterruptedException e) {
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}
