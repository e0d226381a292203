package swarmdrive.archive.deflate;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Executor;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData.DecodedSource;
import swarmdrive.archive.index.IndexStore;

/**
 * Opens deflated members, and keeps for all of their readers what was learned while decoding: small
 * members whole, checkpoints of large ones, the least recently used of each given up first. Safe
 * for any number of threads; nothing waits under a lock.
 */
public final class DeflatedMembers {
  /** Whole members of all archives, bytes; more if a single one may be as large. */
  static final long WHOLE_BYTES = 32L << 20;

  /** Checkpoints of all archives, bytes. */
  static final long CHECKPOINT_BYTES = 64L << 20;

  private final long maxWhole;
  // one segment each: with more, a large entry would drive out all of its segment
  private final Cache<DeflatedMember.Key, byte[]> whole;
  private final Cache<DeflatedMember.Key, Checkpoints> checkpoints =
      CacheBuilder.newBuilder()
          .concurrencyLevel(1)
          .maximumWeight(CHECKPOINT_BYTES)
          .<DeflatedMember.Key, Checkpoints>weigher((key, noted) -> noted.bytes() + 100)
          .build();

  private final Checkpoints.Spacing spacing;
  private final CheckpointForm form;
  private final IndexStore store;
  private final Executor background;

  @Inject
  public DeflatedMembers(ArchiveConfig config, IndexStore store) {
    this(
        config.maxDecodedInMemory(),
        Checkpoints.Spacing.DEFAULT,
        store,
        task -> Thread.ofVirtual().name("checkpoints").start(task));
  }

  DeflatedMembers(long maxWhole, Checkpoints.Spacing spacing) {
    this(maxWhole, spacing, IndexStore.NONE, Runnable::run);
  }

  /**
   * @param background saves checkpoints
   */
  DeflatedMembers(
      long maxWhole, Checkpoints.Spacing spacing, IndexStore store, Executor background) {
    this.maxWhole = maxWhole;
    this.store = store;
    this.background = background;
    this.form = new CheckpointForm(spacing);
    this.whole =
        CacheBuilder.newBuilder()
            .concurrencyLevel(1)
            .maximumWeight(Math.max(WHOLE_BYTES, 2 * maxWhole))
            .<DeflatedMember.Key, byte[]>weigher((key, bytes) -> bytes.length + 100)
            .build();
    this.spacing = spacing;
  }

  /**
   * Opens a member; nothing is read before the first read.
   *
   * @param archive long-lived as the returned source
   * @throws swarmdrive.archive.ArchiveException if its size cannot be true
   */
  public DecodedSource open(DeflatedMember member, ByteSource archive) throws IOException {
    member.requirePossible();
    return keepsWhole(member.size()) && !member.isGzip()
        ? new SmallMember(member, archive, this)
        : new LargeMember(member, archive, this, checkpoints(member));
  }

  /** True if a member of this many bytes is kept whole in memory while it is read. */
  public boolean keepsWhole(long size) {
    return size <= maxWhole;
  }

  Checkpoints checkpoints(DeflatedMember member) {
    Checkpoints known = checkpoints.getIfPresent(member.key());
    if (known != null) {
      return known;
    }
    Checkpoints fresh =
        store.load(member.key().text(), form).orElseGet(() -> new Checkpoints(spacing));
    Checkpoints noted = checkpoints.asMap().putIfAbsent(member.key(), fresh);
    return noted == null ? fresh : noted;
  }

  /** Takes notes into a member's checkpoints, and counts them here. */
  Notes notes(DeflatedMember member, Checkpoints noted) {
    return new Notes() {
      @Override
      public boolean wants(long position, long bit) {
        return noted.wants(position, bit);
      }

      @Override
      public void add(Checkpoint checkpoint) {
        noted.add(checkpoint);
        checkpoints.put(member.key(), noted);
      }

      @Override
      public void complete(long size) {
        noted.complete(size);
        keep(member, noted);
      }
    };
  }

  /** Saves what was learned, in the background. */
  void keep(DeflatedMember member, Checkpoints noted) {
    if (noted.hasNews()) {
      background.execute(() -> store.save(member.key().text(), form, noted));
    }
  }

  Optional<byte[]> whole(DeflatedMember member) {
    return Optional.ofNullable(whole.getIfPresent(member.key()));
  }

  void keep(DeflatedMember member, byte[] bytes) {
    whole.put(member.key(), bytes);
  }
}
