package swarmdrive.archive.iso;

import org.jspecify.annotations.Nullable;

/**
 * A folder of an image that is to be read. Knows its own name only: a million folders far down must
 * not hold a million long paths.
 *
 * @param position of its bytes
 * @param length of them; -1 if its own record of itself has to be asked
 * @param parent null for the root
 * @param depth 0 for the root
 * @param pathLength characters of {@link #path}
 */
record IsoFolder(
    long position,
    long length,
    @Nullable IsoFolder parent,
    String name,
    int depth,
    int pathLength) {
  static IsoFolder root(Volume volume) {
    return new IsoFolder(volume.root(), volume.rootLength(), null, "", 0, 0);
  }

  IsoFolder child(String childName, long childPosition, long childLength) {
    int length = pathLength + childName.length() + 1;
    return new IsoFolder(childPosition, childLength, this, childName, depth + 1, length);
  }

  /** With a slash behind each segment; empty for the root. */
  String path() {
    StringBuilder path = new StringBuilder(pathLength);
    write(path);
    return path.toString();
  }

  private void write(StringBuilder path) {
    if (parent != null) {
      parent.write(path); // as deep as the walk goes
      path.append(name).append('/');
    }
  }
}
