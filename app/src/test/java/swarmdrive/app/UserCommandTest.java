package swarmdrive.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.app.users.UserList;

final class UserCommandTest {
  @TempDir Path folder;

  private Output user(String stdin, String... words) {
    InputStream in = System.in;
    try {
      System.setIn(new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)));
      String[] all = new String[words.length + 3];
      all[0] = "user";
      System.arraycopy(words, 0, all, 1, words.length);
      all[words.length + 1] = "--data";
      all[words.length + 2] = folder.toString();
      return Output.of(all);
    } finally {
      System.setIn(in);
    }
  }

  @Test
  void users_areAddedListedChangedAndRemoved() throws IOException {
    assertThat(user("first secret\n", "add", "bob").code()).isZero();
    assertThat(user("other secret\n", "add", "alice", "--read-only").code()).isZero();
    assertThat(user("", "list").out()).isEqualTo("alice (read-only)\nbob\n");
    String before = Files.readString(folder.resolve("users"));

    assertThat(user("new secret\n", "password", "alice").code()).isZero();
    assertThat(UserList.read(folder.resolve("users")).find("alice").orElseThrow().readOnly())
        .isTrue();
    assertThat(Files.readString(folder.resolve("users"))).isNotEqualTo(before);

    assertThat(user("", "remove", "bob").code()).isZero();
    assertThat(user("", "list").out()).isEqualTo("alice (read-only)\n");
  }

  @Test
  void mistakes_areOneLineEach() {
    assertThat(user("a good secret\n", "add", "bob").code()).isZero();
    assertThat(user("another one\n", "add", "bob").errorLines())
        .containsExactly("swarmdrive: there is a user bob already");
    assertThat(user("short\n", "add", "carol").code()).isEqualTo(1);
    assertThat(user("", "add", "carol").errorLines())
        .containsExactly("swarmdrive: no password on stdin");
    assertThat(user("long enough\n", "add", "a:b").code()).isEqualTo(1);
    assertThat(user("", "remove", "nobody").errorLines())
        .containsExactly("swarmdrive: there is no user nobody");
    assertThat(user("", "password", "nobody").code()).isEqualTo(1);
    assertThat(Output.of("user").code()).isEqualTo(2);
  }

  @Test
  void passwords_appearNowhere() {
    Output output = user("a good secret\n", "add", "bob");
    assertThat(output.out() + output.err()).doesNotContain("a good secret");
  }
}
