package swarmdrive.webdav;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A folder in memory. Its faults: a failing look-up and a failing list. */
public final class FakeFolder implements DavFolder {
  public static final Instant MODIFIED = Instant.parse("2026-01-02T03:04:05.678Z");

  private final String name;
  private final Map<String, DavNode> children = new LinkedHashMap<>();
  private String notice = "";
  private @Nullable IOException fault;
  private @Nullable Runnable beforeList;

  public FakeFolder(String name) {
    this.name = name;
  }

  public FakeFolder with(DavNode... nodes) {
    for (DavNode node : nodes) {
      children.put(node.name(), node);
    }
    return this;
  }

  public FakeFolder notice(String text) {
    notice = text;
    return this;
  }

  /** From now on it tells how many children it has, and asks this before it lists them. */
  public FakeFolder counted(Runnable beforeList) {
    this.beforeList = beforeList;
    return this;
  }

  /** From now on every look into this folder fails. */
  public void fail(IOException fault) {
    this.fault = fault;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Instant modified() {
    return MODIFIED;
  }

  @Override
  public Optional<DavNode> child(String name) throws IOException {
    check();
    return Optional.ofNullable(children.get(name));
  }

  @Override
  public List<DavNode> children() throws IOException {
    check();
    if (beforeList != null) {
      beforeList.run();
    }
    return new ArrayList<>(children.values());
  }

  @Override
  public OptionalInt count() {
    return beforeList == null ? OptionalInt.empty() : OptionalInt.of(children.size());
  }

  private void check() throws IOException {
    if (fault != null) {
      throw fault;
    }
  }

  @Override
  public String notice() {
    return notice;
  }
}
