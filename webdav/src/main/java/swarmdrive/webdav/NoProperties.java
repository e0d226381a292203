package swarmdrive.webdav;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps no properties. */
final class NoProperties implements DavProperties {
  @Override
  public Map<PropertyName, String> of(List<String> path) {
    return Map.of();
  }

  @Override
  public void change(List<String> path, Map<PropertyName, Optional<String>> changes)
      throws DavRefusedException {
    throw new DavRefusedException("properties are not kept here");
  }

  @Override
  public void moved(List<String> from, List<String> to) {
    // there are none
  }

  @Override
  public void copied(List<String> from, List<String> to, boolean deep) {
    // there are none
  }

  @Override
  public void deleted(List<String> path) {
    // there are none
  }
}
