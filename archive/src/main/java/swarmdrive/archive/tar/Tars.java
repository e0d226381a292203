package swarmdrive.archive.tar;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ByteSource;

/** Tars for other formats: inside of what is compressed. Safe for any number of threads. */
public final class Tars {
  /** What {@link #begins} needs, bytes. */
  public static final int HEAD = TarHeader.BYTES;

  private final ArchiveConfig config;

  @Inject
  Tars(ArchiveConfig config) {
    this.config = config;
  }

  /** True if a tar may begin like this. */
  public static boolean begins(ByteBuffer head) {
    return TarHeader.begins(head);
  }

  /**
   * Goes through a tar, in order.
   *
   * @param tar its size may be {@code Long.MAX_VALUE} until its end was read
   */
  public TarIndex walk(ByteSource tar) throws IOException {
    return new TarWalk(tar, config).walk();
  }
}
