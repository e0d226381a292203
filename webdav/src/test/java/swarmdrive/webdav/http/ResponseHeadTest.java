package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseHeadTest {
  private final HttpDate date = new HttpDate(() -> Instant.EPOCH);

  @Test
  void head_isWrittenWhole() {
    byte[] bytes =
        ResponseHead.of(207, Map.of("Content-Type", "text/plain"))
            .bytes(date, "Content-Length: 5\r\n");
    assertThat(new String(bytes, StandardCharsets.US_ASCII))
        .isEqualTo(
            "HTTP/1.1 207 Multi-Status\r\nServer: swarmdrive\r\n"
                + "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\n"
                + "Content-Type: text/plain\r\nContent-Length: 5\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\nSet-Cookie: x", "a\nb", "a\u0000", "\u007f", "\u001b[2J"})
  void valueThatWouldBreakTheHead_isRefused(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.of(200).with("Name", value));
    assertThatIllegalArgumentException().isThrownBy(() -> ResponseHead.of(200).with(value, "x"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 99, 100, 199, 600, -1})
  void statusThatIsNotFinal_isRefused(int status) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ResponseHead.of(status))
        .withMessageContaining(Integer.toString(status));
  }

  @Test
  void bodilessStatuses_areKnown() {
    assertThat(ResponseHead.of(304).bodiless()).isTrue();
    assertThat(ResponseHead.of(204).bodiless()).isTrue();
    assertThat(ResponseHead.of(207).bodiless()).isFalse();
  }
}
