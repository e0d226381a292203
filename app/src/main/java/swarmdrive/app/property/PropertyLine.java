package swarmdrive.app.property;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import swarmdrive.webdav.PropertyName;

/**
 * A line of the log: what an entry has from now on.
 *
 * @param path names joined by slashes
 * @param properties none if it has none any more
 */
record PropertyLine(String path, ImmutableMap<PropertyName, String> properties) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** As JSON: path, and name space, name and element of each property. */
  private record Text(String path, List<List<String>> properties) {}

  /** Ends with a line end. */
  String text() {
    List<List<String>> triples = new ArrayList<>();
    for (Map.Entry<PropertyName, String> one : properties.entrySet()) {
      PropertyName name = one.getKey();
      triples.add(List.of(name.namespace(), name.local(), one.getValue()));
    }
    try {
      return JSON.writeValueAsString(new Text(path, triples)) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts are always JSON", e);
    }
  }

  /** Reads a line; empty if it is none, such as the last one before a crash. */
  static Optional<PropertyLine> parse(String line) {
    try {
      Text text = JSON.readValue(line, Text.class);
      ImmutableMap.Builder<PropertyName, String> properties = ImmutableMap.builder();
      for (List<String> triple : text.properties) {
        properties.put(new PropertyName(triple.get(0), triple.get(1)), triple.get(2));
      }
      return Optional.of(new PropertyLine(text.path, properties.buildKeepingLast()));
    } catch (JsonProcessingException | RuntimeException e) {
      return Optional.empty();
    }
  }
}
