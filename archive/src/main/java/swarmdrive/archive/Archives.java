package swarmdrive.archive;

import com.google.common.collect.ImmutableSet;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** All archive formats that this program knows. Immutable, safe for any number of threads. */
public final class Archives {
  private final ImmutableSet<ArchiveFormat> formats;

  @Inject
  Archives(Set<ArchiveFormat> formats) {
    this.formats = ImmutableSet.copyOf(formats);
  }

  /** The format that a file of this name is likely in. Reads nothing. */
  public Optional<ArchiveFormat> formatOf(String fileName) {
    return formats.stream().filter(format -> format.matches(fileName)).findFirst();
  }
}
