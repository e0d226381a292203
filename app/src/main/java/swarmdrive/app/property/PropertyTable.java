package swarmdrive.app.property;

import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import swarmdrive.webdav.PropertyName;

/** Properties by path, in memory. Changed by one thread, read by any. */
final class PropertyTable {
  private final NavigableMap<String, ImmutableMap<PropertyName, String>> byPath =
      new ConcurrentSkipListMap<>();
  private long characters;

  static String key(List<String> path) {
    return String.join("/", path);
  }

  ImmutableMap<PropertyName, String> of(String path) {
    return byPath.getOrDefault(path, ImmutableMap.of());
  }

  /** What is kept, in characters. */
  long characters() {
    return characters;
  }

  /** What the entry would have after these changes. */
  ImmutableMap<PropertyName, String> changed(
      String path, Map<PropertyName, Optional<String>> changes) {
    Map<PropertyName, String> now = new HashMap<>(of(path));
    changes.forEach(
        (name, value) ->
            value.ifPresentOrElse(text -> now.put(name, text), () -> now.remove(name)));
    return ImmutableMap.copyOf(now);
  }

  void put(String path, ImmutableMap<PropertyName, String> properties) {
    ImmutableMap<PropertyName, String> before =
        properties.isEmpty() ? byPath.remove(path) : byPath.put(path, properties);
    characters += size(path, properties) - (before == null ? 0 : size(path, before));
  }

  static long size(String path, Map<PropertyName, String> properties) {
    long size = 0;
    for (Map.Entry<PropertyName, String> one : properties.entrySet()) {
      PropertyName name = one.getKey();
      size += name.namespace().length() + name.local().length() + one.getValue().length();
    }
    return properties.isEmpty() ? 0 : size + path.length();
  }

  /** The entry and everything below it. */
  Map<String, ImmutableMap<PropertyName, String>> under(String path) {
    Map<String, ImmutableMap<PropertyName, String>> found = new HashMap<>();
    ImmutableMap<PropertyName, String> own = byPath.get(path);
    if (own != null) {
      found.put(path, own);
    }
    // the character after the slash ends the range
    found.putAll(byPath.subMap(path + "/", true, path + "0", false));
    return found;
  }

  Map<String, ImmutableMap<PropertyName, String>> all() {
    return byPath;
  }
}
