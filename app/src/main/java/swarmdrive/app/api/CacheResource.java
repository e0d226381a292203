package swarmdrive.app.api;

import jakarta.inject.Inject;
import java.util.List;
import swarmdrive.engine.TorrentEngine;

/** {@code /cache/clear}: gives up what nobody wants to keep. */
final class CacheResource implements Resource {
  private final TorrentEngine engine;

  /**
   * What it gave.
   *
   * @param bytesFreed bytes of disk
   */
  record Cleared(long bytesFreed) {}

  @Inject
  CacheResource(TorrentEngine engine) {
    this.engine = engine;
  }

  @Override
  public List<Operation> operations() {
    return List.of(
        Operation.of("POST", "/cache/clear", call -> call.answer(new Cleared(engine.clear()))));
  }
}
