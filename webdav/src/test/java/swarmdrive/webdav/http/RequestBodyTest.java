package swarmdrive.webdav.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
  private final List<String> asked = new ArrayList<>();
  private final RequestBody.Source source =
      new RequestBody.Source() {
        @Override
        public void suspend() {
          asked.add("suspend");
        }

        @Override
        public void resume() {
          asked.add("resume");
        }

        @Override
        public void sendContinue() {
          asked.add("continue");
        }
      };

  private RequestBody body(boolean continueOwed) {
    return new RequestBody(source, Duration.ofMillis(50), true, continueOwed);
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void unannounced_isEmptyAtOnce() throws IOException {
    RequestBody body = new RequestBody(source, Duration.ofDays(1), false, false);
    assertThat(body.read()).isEqualTo(-1);
    assertThat(body.announced()).isFalse();
  }

  @Test
  void bytes_comeInOrderThenTheEnd() throws IOException {
    RequestBody body = body(false);
    body.put(bytes("hel"));
    body.put(bytes("lo"));
    body.complete();
    assertThat(body.available()).isEqualTo(5);
    assertThat(new String(body.readAllBytes(), StandardCharsets.US_ASCII)).isEqualTo("hello");
    assertThat(body.read()).isEqualTo(-1);
    assertThat(asked).isEmpty();
  }

  @Test
  void fullPipe_suspendsTheSocketUntilThereIsRoom() throws IOException {
    RequestBody body = body(false);
    for (int i = 0; i < 5; i++) {
      body.put(ByteBuffer.allocate(32 * 1024));
    }
    assertThat(asked).containsExactly("suspend");
    byte[] part = new byte[32 * 1024];
    for (int i = 0; i < 3; i++) {
      body.read(part);
    }
    assertThat(asked).containsExactly("suspend");
    body.read(part);
    assertThat(asked).containsExactly("suspend", "resume");
  }

  @Test
  void bytesThatDoNotCome_are408() {
    assertThatThrownBy(() -> body(false).read())
        .isInstanceOfSatisfying(
            HttpStatusException.class, e -> assertThat(e.status()).isEqualTo(408));
  }

  @Test
  void goAhead_isGivenOnceAndOnlyIfTheClientWaits() throws IOException {
    RequestBody waiting = body(true);
    assertThat(waiting.continueOwed()).isTrue();
    assertThatThrownBy(waiting::read).isInstanceOf(HttpStatusException.class);
    assertThatThrownBy(waiting::read).isInstanceOf(HttpStatusException.class);
    assertThat(asked).containsExactly("continue");
    RequestBody sending = body(true);
    sending.put(bytes("x"));
    assertThat(sending.continueOwed()).isFalse();
    assertThat(sending.read()).isEqualTo('x');
    assertThat(asked).containsExactly("continue");
  }

  @Test
  void failure_comesAfterWhatArrivedBeforeIt() throws IOException {
    RequestBody body = body(false);
    body.put(bytes("x"));
    body.fail(new IOException("planned"));
    assertThat(body.read()).isEqualTo('x');
    assertThatThrownBy(body::read).hasMessage("planned");
  }

  @Test
  void failureAfterTheEnd_changesNothing() throws IOException {
    RequestBody body = body(false);
    body.complete();
    body.fail(new IOException("planned"));
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void discarded_dropsWhatIsThereAndWhatComes() throws IOException {
    RequestBody body = body(false);
    body.put(bytes("abc"));
    assertThat(body.discard()).isEqualTo(3);
    body.put(bytes("defg"));
    assertThat(body.received()).isEqualTo(7);
    assertThat(body.read()).isEqualTo(-1);
  }

  @Test
  void failure_wakesAReader() throws Exception {
    RequestBody body = new RequestBody(source, Duration.ofDays(1), true, false);
    List<String> seen = new ArrayList<>();
    Thread reader =
        Thread.startVirtualThread(
            () -> {
              try {
                body.read();
              } catch (IOException e) {
                seen.add(String.valueOf(e.getMessage()));
              }
            });
    body.fail(new IOException("planned"));
    reader.join();
    assertThat(seen).containsExactly("planned");
  }
}
