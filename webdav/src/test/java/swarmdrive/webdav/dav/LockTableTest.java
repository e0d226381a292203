package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import swarmdrive.webdav.http.HttpStatusException;

/** The table alone: times and bounds. */
class LockTableTest {
  private Instant now = Instant.parse("2026-01-02T03:04:05Z");
  private final LockTable table = new LockTable(() -> now);

  private static Lock wanted(String path, boolean exclusive, String client, Duration timeout) {
    List<String> names = path.isEmpty() ? List.of() : List.of(path.split("/"));
    return new Lock("", names, true, exclusive, true, "", "", client, timeout, Instant.EPOCH);
  }

  private Lock add(String path, Duration timeout) throws HttpStatusException {
    return table.add(wanted(path, false, "c", timeout)).orElseThrow();
  }

  @Test
  void lock_endsWithItsTime() throws HttpStatusException {
    Lock lock = add("a", Duration.ofSeconds(60));
    now = now.plusSeconds(59);
    assertThat(table.holds(lock.token(), lock.path())).isTrue();
    now = now.plusSeconds(1);
    assertThat(table.holds(lock.token(), lock.path())).isFalse();
    assertThat(table.covering(List.of("a"))).isEmpty();
    assertThat(table.refresh(lock.token(), lock.path(), "", Duration.ofSeconds(1))).isEmpty();
    assertThat(table.size()).isZero();
  }

  @Test
  void refresh_beginsTheTimeAnew() throws HttpStatusException {
    Lock lock = add("a", Duration.ofSeconds(60));
    now = now.plusSeconds(50);
    assertThat(table.refresh(lock.token(), lock.path(), "", Duration.ofSeconds(60))).isPresent();
    now = now.plusSeconds(50);
    assertThat(table.covering(List.of("a", "b"))).hasSize(1);
  }

  @Test
  void lockOfAUser_isOnlyItsOwn() throws HttpStatusException {
    List<String> path = List.of("a");
    Lock lock =
        table
            .add(
                new Lock(
                    "", path, true, true, true, "", "ann", "c", Duration.ofDays(1), Instant.EPOCH))
            .orElseThrow();
    for (String other : List.of("", "bob")) {
      assertThatThrownBy(() -> table.release(lock.token(), path, other))
          .isInstanceOfSatisfying(
              HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(403));
      assertThatThrownBy(() -> table.refresh(lock.token(), path, other, Duration.ofSeconds(1)))
          .isInstanceOf(HttpStatusException.class);
    }
    assertThat(table.release(lock.token(), path, "ann")).isTrue();
  }

  @Test
  void time_isBounded() throws HttpStatusException {
    assertThat(add("a", Duration.ofDays(1000)).timeout()).isEqualTo(LockTable.LONGEST);
  }

  @Test
  void numberOfOneClient_isBounded() throws HttpStatusException {
    for (int i = 0; i < LockTable.MOST_PER_CLIENT; i++) {
      add("a" + i, Duration.ofSeconds(10));
    }
    assertThatThrownBy(() -> add("b", Duration.ofSeconds(10)))
        .isInstanceOfSatisfying(
            HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(503));
    assertThat(table.add(wanted("b", true, "other", Duration.ofSeconds(1)))).isPresent();
    now = now.plusSeconds(10);
    assertThat(table.add(wanted("c", true, "c", Duration.ofSeconds(1)))).isPresent();
  }

  @Test
  void numberInAll_isBounded() throws HttpStatusException {
    for (int i = 0; i < LockTable.MOST; i++) {
      table.add(wanted("a" + i, true, "client" + i / 1000, Duration.ofSeconds(10)));
    }
    assertThatThrownBy(() -> add("b", Duration.ofSeconds(10)))
        .isInstanceOf(HttpStatusException.class);
    assertThat(table.size()).isEqualTo(LockTable.MOST);
  }

  @Test
  void below_isOnlyWhatIsBelow() throws HttpStatusException {
    List<String> roots = new ArrayList<>();
    for (String path : List.of("a", "a/b", "a/b/c", "a-b", "a0", "ab", "b")) {
      add(path, Duration.ofSeconds(10));
    }
    table.below(List.of("a")).forEach(lock -> roots.add(String.join("/", lock.path())));
    assertThat(roots).containsExactly("a/b", "a/b/c");
    assertThat(table.below(List.of())).hasSize(7);
    table.forget(List.of("a"));
    assertThat(table.below(List.of())).hasSize(4);
  }
}
