package swarmdrive.app.library;

import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Objects;

/** What a look at a file tells; a file that was changed has another version. */
record FileVersion(long size, Instant modified, String identity) {
  static FileVersion of(BasicFileAttributes attributes) {
    return new FileVersion(
        attributes.size(),
        attributes.lastModifiedTime().toInstant(),
        Objects.toString(attributes.fileKey()));
  }
}
