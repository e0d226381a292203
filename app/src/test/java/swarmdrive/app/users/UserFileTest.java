package swarmdrive.app.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UserFileTest {
  @TempDir Path folder;
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("users");
  }

  private UserFile users() throws IOException {
    return new UserFile(file, () -> now);
  }

  private void add(String name) throws IOException {
    UserList.read(file).with(name, "password", false, false).write(file);
  }

  @Test
  void withoutFile_nobodyHasToSayWhoHeIs() throws IOException {
    assertThat(users().required()).isFalse();
    assertThat(users().find("bob")).isEmpty();
  }

  @Test
  void userAddedMeanwhile_isKnownASecondLater() throws IOException {
    UserFile users = users();
    add("bob");
    assertThat(users.find("bob")).isEmpty();
    now = now.plusSeconds(1);
    assertThat(users.find("bob")).isPresent();
    assertThat(users.required()).isTrue();
    assertThat(users.verify(users.find("bob").orElseThrow().passwordHash(), "password")).isTrue();
  }

  @Test
  void removedUser_isUnknown_andTheServerStaysClosed() throws IOException {
    add("bob");
    UserFile users = users();
    UserList.read(file).without("bob").write(file);
    now = now.plusSeconds(1);
    assertThat(users.find("bob")).isEmpty();
    assertThat(users.required()).isTrue();
  }

  @Test
  void damagedOrMissingFile_changesNothing() throws IOException {
    add("bob");
    UserFile users = users();
    Files.writeString(file, "damaged");
    now = now.plusSeconds(1);
    assertThat(users.find("bob")).isPresent();
    Files.delete(file);
    now = now.plusSeconds(1);
    assertThat(users.find("bob")).isPresent();
    assertThat(users.required()).isTrue();
    add("carol");
    now = now.plusSeconds(1);
    assertThat(users.find("carol")).isPresent();
  }

  @Test
  void damagedFile_stopsTheStart() throws IOException {
    Files.writeString(file, "damaged");
    assertThatThrownBy(this::users).isInstanceOf(IOException.class).hasMessageContaining(":1:");
  }
}
