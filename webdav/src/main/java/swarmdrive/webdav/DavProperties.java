package swarmdrive.webdav;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the properties that clients set on entries of the tree: dead ones (RFC 4918, 4.1), whose
 * values mean nothing to the server. Paths as in {@link DavWriter}. Any thread; changes are durable
 * when they return.
 */
public interface DavProperties {
  /** Keeps none. */
  DavProperties NONE = new NoProperties();

  /** What an entry has, as whole XML elements by name. Waits for nothing. */
  Map<PropertyName, String> of(List<String> path);

  /**
   * Sets properties, and removes those whose value is empty: all of it or nothing.
   *
   * @throws DavFullException if more would be kept than there is room for
   */
  void change(List<String> path, Map<PropertyName, Optional<String>> changes) throws IOException;

  /** Takes over those of an entry, and of everything below it, to its new path. */
  void moved(List<String> from, List<String> to) throws IOException;

  /**
   * Copies those of an entry.
   *
   * @param deep whether those of everything below it, too
   */
  void copied(List<String> from, List<String> to, boolean deep) throws IOException;

  /** Forgets those of an entry and of everything below it. */
  void deleted(List<String> path) throws IOException;
}
