package swarmdrive.app.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import swarmdrive.webdav.Account;

final class UserListTest {
  private static final String PASSWORD = "correct horse é";

  @TempDir Path folder;

  private Path file() {
    return folder.resolve("some/users");
  }

  @Test
  void whatIsWritten_isReadBack() throws IOException {
    UserList users =
        UserList.read(file())
            .with("bob", PASSWORD, true, true)
            .with("alice@example.org", PASSWORD, false, false);
    users.write(file());

    UserList read = UserList.read(file());
    assertThat(read.all()).containsExactlyElementsOf(users.all());
    assertThat(read.all())
        .extracting(Account::toString)
        .containsExactly("alice@example.org", "bob (read-only)");
    Account bob = read.find("bob").orElseThrow();
    assertThat(Passwords.verify(bob.passwordHash(), PASSWORD)).isTrue();
    assertThat(Passwords.verify(bob.passwordHash(), PASSWORD + "x")).isFalse();
    assertThat(bob.digests()).containsOnlyKeys("MD5", "SHA-256");
    assertThat(read.find("alice@example.org").orElseThrow().digests()).isEmpty();
    assertThat(Files.readString(file())).doesNotContain(PASSWORD);
  }

  /** H(user:realm:password) of md5sum and sha256sum. */
  @Test
  void digests_areThoseOfRfc7616() throws IOException {
    Account account = Passwords.account("bob", "password", false, true);
    assertThat(account.digests())
        .containsEntry("MD5", "6592a82ef66e40b452e08ecae127ed29")
        .containsEntry(
            "SHA-256", "e720402c4b0780bca6ed4f1c8ed74e63539570bb58b78f170485d2d43ea11b9f");
  }

  @Test
  void removedUser_isGone() throws IOException {
    UserList users = UserList.read(file()).with("bob", PASSWORD, false, false).without("bob");
    assertThat(users.isEmpty()).isTrue();
    users.write(file());
    assertThat(UserList.read(file()).isEmpty()).isTrue();
  }

  @DisabledOnOs(OS.WINDOWS)
  @Test
  void file_isItsOwnersOnly_andNothingIsLeftBesideIt() throws IOException {
    UserList.read(file()).with("bob", PASSWORD, false, false).write(file());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-------");
    try (var files = Files.list(file().getParent())) {
      assertThat(files).containsExactly(file());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a:b", "a b", "a/b", ".a", "é", "a\"b", "a\nb", "a\\b"})
  void oddNames_areRefused(String name) {
    assertThatThrownBy(() -> UserList.read(file()).with(name, PASSWORD, false, false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("name");
  }

  @Test
  void shortOrLongPasswords_areRefused() {
    for (String password : new String[] {"", "1234567", "é".repeat(36)}) {
      assertThatThrownBy(() -> UserList.read(file()).with("bob", password, false, false))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("at least 8 characters and at most 71 bytes");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bob",
        "bob:rw:$2a$11$short:-:-",
        "bob:rx:$2a$11$abcdefghijklmnopqrstuuXB.xJ7dCdDCsGOQWmJmgHNtFUJnXTPG:-:-",
        "bob:rw:$2a$11$abcdefghijklmnopqrstuuXB.xJ7dCdDCsGOQWmJmgHNtFUJnXTPG:abc:-",
        "bob:rw:$2a$11$abcdefghijklmnopqrstuuXB.xJ7dCdDCsGOQWmJmgHNtFUJnXTPG:-:-:-"
      })
  void damagedLine_isToldWithItsNumber(String line) throws IOException {
    Path damaged = Files.writeString(folder.resolve("damaged"), "# head\n\n" + line + "\n");
    assertThatThrownBy(() -> UserList.read(damaged))
        .isInstanceOf(IOException.class)
        .hasMessage(damaged + ":3: is no user's line");
  }

  @Test
  void damagedHashOrOverlongPassword_verifiesNothing() {
    assertThat(Passwords.verify("", "")).isFalse();
    assertThat(Passwords.verify("$2a$11$", "x")).isFalse();
    assertThat(Passwords.verify("nonsense", "x".repeat(10_000))).isFalse();
  }
}
