package swarmdrive.app.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import swarmdrive.webdav.DavFullException;
import swarmdrive.webdav.PropertyName;

final class PropertyLogTest {
  private static final PropertyName ONE = new PropertyName("urn:x", "one");
  private static final PropertyName TWO = new PropertyName("", "two");

  @TempDir Path temporary;
  private Path file;
  private PropertyLog properties;

  @BeforeEach
  void open() throws IOException {
    file = temporary.resolve("properties.log");
    properties = new PropertyLog(file);
  }

  @AfterEach
  void close() throws IOException {
    properties.close();
  }

  private void reopen() throws IOException {
    properties.close();
    properties = new PropertyLog(file);
  }

  private static List<String> path(String text) {
    return List.of(text.split("/"));
  }

  private void set(String path, PropertyName name, String value) throws IOException {
    properties.change(path(path), Map.of(name, Optional.of(value)));
  }

  private String get(String path, PropertyName name) {
    return properties.of(path(path)).getOrDefault(name, "none");
  }

  @Test
  void properties_surviveARestart() throws IOException {
    set("a/b", ONE, "<one>1\n\"é€</one>");
    set("a/b", TWO, "<two/>");
    properties.change(path("a/b"), Map.of(TWO, Optional.empty()));
    set("c", TWO, "<two/>");
    reopen();
    assertThat(properties.of(path("a/b"))).containsExactly(Map.entry(ONE, "<one>1\n\"é€</one>"));
    assertThat(get("c", TWO)).isEqualTo("<two/>");
  }

  @Test
  void properties_goWithWhatIsMovedCopiedAndDeleted() throws IOException {
    set("a", ONE, "a");
    set("a/b", ONE, "b");
    set("a0", ONE, "beside");
    properties.copied(path("a"), path("flat"), false);
    properties.copied(path("a"), path("deep"), true);
    properties.moved(path("a"), path("x/y"));
    properties.deleted(path("deep"));
    for (int i = 0; i < 2; i++) {
      assertThat(get("flat", ONE)).isEqualTo("a");
      assertThat(get("flat/b", ONE)).isEqualTo("none");
      assertThat(get("deep", ONE)).isEqualTo("none");
      assertThat(get("deep/b", ONE)).isEqualTo("none");
      assertThat(get("a/b", ONE)).isEqualTo("none");
      assertThat(get("x/y/b", ONE)).isEqualTo("b");
      assertThat(get("a0", ONE)).isEqualTo("beside");
      reopen();
    }
  }

  @Test
  void copy_replacesWhatWasThere() throws IOException {
    set("to/old", ONE, "old");
    set("from", ONE, "new");
    properties.copied(path("from"), path("to"), true);
    assertThat(get("to", ONE)).isEqualTo("new");
    assertThat(get("to/old", ONE)).isEqualTo("none");
  }

  @Test
  void whatChangesNothing_writesNothing() throws IOException {
    properties.deleted(path("a"));
    properties.moved(path("a"), path("b"));
    assertThat(file).doesNotExist();
    set("a", ONE, "1");
    long size = Files.size(file);
    set("a", ONE, "1");
    assertThat(Files.size(file)).isEqualTo(size);
  }

  @Test
  void lineThatACrashLeftHalf_isDroppedAndTheRestStays() throws IOException {
    set("a", ONE, "1");
    Files.writeString(file, "{\"path\":\"b\",\"prop", StandardOpenOption.APPEND);
    reopen();
    set("c", ONE, "3");
    reopen();
    assertThat(get("a", ONE)).isEqualTo("1");
    assertThat(get("b", ONE)).isEqualTo("none");
    assertThat(get("c", ONE)).isEqualTo("3");
  }

  @Test
  void room_isBounded() throws IOException {
    properties.close();
    properties = new PropertyLog(file, 1000);
    set("a", ONE, "x".repeat(900));
    assertThatThrownBy(() -> set("b", ONE, "x".repeat(200))).isInstanceOf(DavFullException.class);
    assertThat(get("b", ONE)).isEqualTo("none");
    set("a", ONE, "x");
    set("b", ONE, "x".repeat(200));
    properties.deleted(path("a"));
  }

  @Test
  void log_isWrittenAnewWhenMostOfItIsHistory() throws IOException {
    for (int i = 0; i < 60; i++) {
      set("a", ONE, i + "x".repeat(30_000));
    }
    assertThat(Files.size(file)).isLessThan(1_500_000);
    set("b", ONE, "b");
    reopen();
    assertThat(get("a", ONE)).startsWith("59x");
    assertThat(get("b", ONE)).isEqualTo("b");
  }
}
