package swarmdrive.engine.piece;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who waits for what. */
class ClaimsTest {
  private final Claims claims = new Claims();

  @Test
  void any_onlyInTheRange() {
    claims.add(5);

    assertThat(claims.any(5, 6)).isTrue();
    assertThat(claims.any(0, 5)).isFalse();
    assertThat(claims.any(6, 100)).isFalse();
  }

  @Test
  void twoClaims_bothAreToBeClosed() {
    PieceClaim first = claims.add(5);
    PieceClaim second = claims.add(5);

    first.close();
    first.close();
    assertThat(claims.any(5, 6)).isTrue();
    second.close();

    assertThat(claims.any(5, 6)).isFalse();
  }
}
