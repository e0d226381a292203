package swarmdrive.webdav.dav;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import swarmdrive.webdav.FakeFile;
import swarmdrive.webdav.FakeFolder;
import swarmdrive.webdav.TestServer;
import swarmdrive.webdav.WireClient;

class ByteRangeProperties {
  private static final int SIZE = 200_000;
  private static final FakeFile FILE = FakeFile.pattern("file", SIZE);

  @SuppressWarnings("NullAway.Init")
  private static TestServer server;

  @SuppressWarnings("NullAway.Init")
  private static WireClient client;

  @BeforeContainer
  static void start() throws IOException {
    server = TestServer.of(new FakeFolder("").with(FILE)).start();
    client = server.connect();
  }

  @AfterContainer
  static void stop() throws IOException {
    client.close();
    server.close();
  }

  @Property
  void fromTo_isClampedToTheFile(
      @ForAll @LongRange(min = 0, max = 1000) long first,
      @ForAll @LongRange(min = 0, max = 1000) long last,
      @ForAll @LongRange(min = 0, max = 1000) long size) {
    RangeField wanted = RangeField.parse("bytes=" + first + "-" + last, size);
    if (last < first) {
      assertThat(wanted).isInstanceOf(RangeField.Whole.class);
    } else if (first >= size) {
      assertThat(wanted).isInstanceOf(RangeField.Nothing.class);
    } else {
      assertThat(wanted).isEqualTo(one(first, Math.min(last + 1, size)));
    }
  }

  @Property
  void suffix_isTheEndOfTheFile(
      @ForAll @LongRange(min = 0, max = 1000) long length,
      @ForAll @LongRange(min = 0, max = 1000) long size) {
    RangeField wanted = RangeField.parse("bytes=-" + length, size);
    if (length == 0 || size == 0) {
      assertThat(wanted).isInstanceOf(RangeField.Nothing.class);
    } else {
      assertThat(wanted).isEqualTo(one(Math.max(0, size - length), size));
    }
  }

  private static RangeField one(long from, long to) {
    return new RangeField.Parts(List.of(new ByteRange(from, to)));
  }

  @Property
  void anyField_isPartsInsideTheFileWithoutACommonByteOrNone(
      @ForAll("fields") String field, @ForAll @LongRange(min = 0, max = 50) long size) {
    if (RangeField.parse(field, size) instanceof RangeField.Parts(List<ByteRange> ranges)) {
      assertThat(ranges).isNotEmpty().hasSizeLessThanOrEqualTo(RangeField.MOST_RANGES);
      for (ByteRange range : ranges) {
        assertThat(range.from()).isBetween(0L, size - 1);
        assertThat(range.to()).isBetween(range.from() + 1, size);
        assertThat(ranges).filteredOn(range::meets).hasSize(1);
      }
    }
  }

  /** Against the plain meaning: the set of positions that were named. */
  @Property
  void ranges_nameTheBytesThatWereAskedForAndNoOthers(
      @ForAll @Size(min = 1, max = 12) List<@LongRange(min = 0, max = 60) Long> firsts,
      @ForAll @LongRange(min = 0, max = 9) long extent,
      @ForAll @LongRange(min = 1, max = 50) long size) {
    String field =
        firsts.stream().map(f -> f + "-" + (f + extent)).collect(Collectors.joining(", "));
    Set<Long> named = new TreeSet<>();
    for (long first : firsts) {
      for (long position = first; position <= first + extent && position < size; position++) {
        named.add(position);
      }
    }
    Set<Long> given = new TreeSet<>();
    if (RangeField.parse("bytes=" + field, size) instanceof RangeField.Parts(var ranges)) {
      ranges.forEach(r -> LongStream.range(r.from(), r.to()).forEach(given::add));
    }
    assertThat(given).isEqualTo(named);
  }

  @Provide
  Arbitrary<String> fields() {
    Arbitrary<String> rest = Arbitraries.strings().withChars("0123456789-, x").ofMaxLength(60);
    return rest.map(text -> "bytes=" + text);
  }

  @Property(tries = 200)
  void anyRangeOverTheWire_equalsTheSlice(
      @ForAll @LongRange(min = 0, max = SIZE - 1) long a,
      @ForAll @LongRange(min = 0, max = SIZE - 1) long b)
      throws IOException {
    int from = (int) Math.min(a, b);
    int to = (int) Math.max(a, b) + 1;
    WireClient.Answer answer = client.get("/dav/file", "Range: bytes=" + from + "-" + (to - 1));
    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(FILE.bytes(), from, to));
  }
}
