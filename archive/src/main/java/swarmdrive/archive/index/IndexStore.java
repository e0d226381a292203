package swarmdrive.archive.index;

import java.util.Optional;

/** Keeps what was learned of archives. Safe for any number of threads. */
public interface IndexStore {
  /** Keeps nothing. */
  IndexStore NONE =
      new IndexStore() {
        @Override
        public <T> Optional<T> load(String key, IndexForm<T> form) {
          return Optional.empty();
        }

        @Override
        public <T> void save(String key, IndexForm<T> form, T value) {}
      };

  /** What was saved under the key in this form; empty if nothing, or if it is damaged. */
  <T> Optional<T> load(String key, IndexForm<T> form);

  /**
   * Keeps a value. Writing takes a while and may fail; then the log says so, and nothing is kept.
   *
   * @param key of the archive, or of something in it
   */
  <T> void save(String key, IndexForm<T> form, T value);
}
