package swarmdrive.app.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is written into a configuration, it is read or refused in one line. */
final class ConfigFileProperties {
  private static final Path DATA = Path.of("data").toAbsolutePath();

  @Property(tries = 300)
  void anyFile_isReadOrRefusedInOneLine(@ForAll("texts") String text) throws IOException {
    Path file = Files.createTempFile("swarmdrive", ".conf");
    try {
      Files.writeString(file, text);
      check(new ConfigSources(Optional.of(file), Map.of(), Map.of()));
    } finally {
      Files.delete(file);
    }
  }

  @Property(tries = 300)
  void anyVariable_isReadOrRefusedInOneLine(
      @ForAll("keys") String key, @ForAll("values") String value) {
    check(
        new ConfigSources(
            Optional.empty(), Map.of(Layers.variable(key), value.replace("\0", "")), Map.of()));
  }

  private static void check(ConfigSources sources) {
    try {
      assertThat(ConfigFile.load(sources, DATA)).isNotNull();
    } catch (WrongConfigException e) {
      assertThat(e).hasMessageNotContaining("\n").message().isNotBlank();
    }
  }

  @Provide
  Arbitrary<String> keys() {
    return Arbitraries.of(
        ConfigFile.defaults().entrySet().stream().map(Map.Entry::getKey).sorted().toList());
  }

  @Provide
  Arbitrary<String> values() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "",
            "0",
            "-1",
            "1",
            "7",
            "65535",
            "65536",
            "1e3",
            "1.5",
            "NaN",
            "Infinity",
            "true",
            "false",
            "yes",
            "off",
            "1 s",
            "-1 s",
            "1 min",
            "5 minutes",
            "1 ms",
            "99999999999 h",
            "1KiB",
            "64MiB",
            "9999999999999 EiB",
            "-1B",
            "required",
            "127.0.0.1:0",
            ":",
            "[::1]:1",
            "::1",
            "/",
            "~",
            "a\u0000b",
            "a,b",
            "[a",
            "{}",
            "null",
            "${x}",
            "\"",
            "\n"),
        // no names of hosts: they would be looked up
        Arbitraries.strings().withChars("0123456789 .-+eE[]{}\",=/\\").ofMaxLength(20));
  }

  @Provide
  Arbitrary<String> texts() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "engine",
            "http",
            ".",
            " ",
            "{",
            "}",
            "\n",
            "=",
            ":",
            "listen-port",
            "dht",
            "peers",
            "7",
            "true",
            "\"",
            "[",
            "]",
            ",",
            "#",
            "//",
            "${",
            "${?X}",
            "\\",
            "null",
            "+=",
            "é",
            "\u0000",
            "data",
            "a",
            "30 s",
            "log",
            "files",
            "\"\"\"");
    return pieces.list().ofMaxSize(15).map(list -> String.join("", list));
  }
}
