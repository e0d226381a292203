package swarmdrive.archive.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.source.LaidOutSource;
import swarmdrive.archive.source.Members;
import swarmdrive.archive.source.Samples;

class PartsSourceTest {
  private final byte[] archive = Samples.mixed(1, 20_000);

  @Test
  void parts_thatTouch_areOneRun() {
    Parts.Builder parts = new Parts.Builder();
    parts.add(0, 0);
    parts.add(100, 50);
    parts.add(7, 0);
    parts.add(150, 5);
    assertThat(parts.isOneRun()).isTrue();
    assertThat(parts.first()).isEqualTo(100);
    assertThat(parts.size()).isEqualTo(55);
    parts.add(100, 1);
    assertThat(parts.isOneRun()).isFalse();
  }

  @Test
  void read_anyRangeOfAnyParts_isRight() throws IOException {
    Random random = new Random(2);
    for (int round = 0; round < 50; round++) {
      Parts.Builder parts = new Parts.Builder();
      byte[] expected = {};
      for (int i = 0; i < 10; i++) {
        int from = random.nextInt(archive.length);
        int length = random.nextInt(Math.min(500, archive.length - from));
        parts.add(from, length);
        expected = Arrays.copyOf(expected, expected.length + length);
        System.arraycopy(archive, from, expected, expected.length - length, length);
      }
      PartsSource source = new PartsSource(parts.build(), LaidOutSource.of(archive));
      int from = random.nextInt(expected.length + 1);
      int to = from + random.nextInt(expected.length - from + 1);
      assertThat(Members.read(source, from, to - from))
          .isEqualTo(Arrays.copyOfRange(expected, from, to));
      assertThat(source.read(expected.length, ByteBuffer.allocate(1))).isEqualTo(-1);
    }
  }

  @Test
  void read_afterClosing_fails() {
    Parts.Builder parts = new Parts.Builder();
    parts.add(0, 10);
    PartsSource source = new PartsSource(parts.build(), LaidOutSource.of(archive));
    source.close();
    assertThatThrownBy(() -> source.read(0, ByteBuffer.allocate(1)))
        .isInstanceOf(ClosedChannelException.class);
  }
}
