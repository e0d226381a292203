package swarmdrive.app.tree;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import swarmdrive.webdav.DavContent;

/**
 * An ordinary file of the library.
 *
 * @param file no symbolic link
 * @param tag from the file's identity, time of change and size: two versions of it differ
 */
record DiskOrigin(Path file, long size, String tag) implements Origin {
  static DiskOrigin of(Path file, BasicFileAttributes attributes) {
    Object identity = attributes.fileKey() != null ? attributes.fileKey() : file;
    String version =
        identity
            + " "
            + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)
            + " "
            + attributes.size();
    String digest = Hashing.sha256().hashString(version, StandardCharsets.UTF_8).toString();
    return new DiskOrigin(file, attributes.size(), "disk-" + digest.substring(0, 32));
  }

  @Override
  public DavContent open() {
    return new DiskContent(file);
  }
}
