package swarmdrive.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordsTest {
  @Test
  void text_tellsNoPassword() {
    assertThat(new Passwords(List.of("hunter2"))).hasToString("1 passwords");
  }

  @Test
  void passwords_thatAreTheSame_areEqual() {
    assertThat(new Passwords(List.of("a", "b")))
        .isEqualTo(new Passwords(List.of("a", "b")))
        .hasSameHashCodeAs(new Passwords(List.of("a", "b")))
        .isNotEqualTo(new Passwords(List.of("b", "a")));
    assertThat(new Passwords(List.of())).isEqualTo(Passwords.NONE);
  }

  @Test
  void passwords_emptyOrTooLongOrTooMany_areAMistake() {
    for (List<String> wrong :
        List.of(
            List.of(""),
            List.of("x".repeat(Passwords.LONGEST + 1)),
            Collections.nCopies(Passwords.MOST + 1, "x"))) {
      assertThatThrownBy(() -> new Passwords(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(new Passwords(Collections.nCopies(Passwords.MOST, "x")).all()).hasSize(64);
  }
}
