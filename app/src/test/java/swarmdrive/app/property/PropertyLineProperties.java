package swarmdrive.app.property;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import swarmdrive.webdav.PropertyName;

final class PropertyLineProperties {
  @Property
  void line_isReadAsItWasWritten(
      @ForAll @AlphaChars String path, @ForAll @AlphaChars String name, @ForAll int number) {
    String value = "<a>\n\"\u2028\\é" + number + "</a>";
    ImmutableMap<PropertyName, String> properties =
        ImmutableMap.of(new PropertyName(name, "n" + number), value);
    PropertyLine line = new PropertyLine(path, properties);
    assertThat(line.text()).endsWith("}\n").containsOnlyOnce("\n");
    assertThat(PropertyLine.parse(line.text().strip())).contains(line);
  }

  @Property
  void anythingElse_isNoLine(@ForAll String text) {
    assertThat(PropertyLine.parse(text)).isEmpty();
  }
}
