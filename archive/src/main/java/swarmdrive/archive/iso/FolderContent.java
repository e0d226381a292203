package swarmdrive.archive.iso;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Takes the records of one folder in order, and puts files of several together. Used once. */
final class FolderContent {
  /** A file whose records have not ended. */
  private record Unfinished(byte[] rawName, Described told, FileParts parts) {}

  private static final char SLASH = '/';
  private static final char NO_SLASH = '\uff0f'; // as it is spelled where names are made safe

  private final IsoFolder folder;
  private final String path;
  private final Naming naming;
  private final IsoWalk walk;
  private @Nullable Unfinished unfinished;
  private boolean broken;

  FolderContent(IsoFolder folder, Naming naming, IsoWalk walk) {
    this.folder = folder;
    this.path = folder.path();
    this.naming = naming;
    this.walk = walk;
  }

  /** True if a file's records ended before the file did. */
  boolean isUnfinished() {
    return broken || unfinished != null;
  }

  void take(IsoRecord record) throws IOException {
    if (record.isDots() || record.is(IsoRecord.ASSOCIATED)) {
      return;
    }
    Unfinished before = unfinished;
    unfinished = null;
    if (before != null && Arrays.equals(before.rawName, record.rawName())) {
      file(record, before);
    } else {
      broken |= before != null;
      member(record, naming.describer().describe(record));
    }
  }

  private void member(IsoRecord record, Described told) throws IOException {
    String name = told.name().replace(SLASH, NO_SLASH);
    if (told.isElsewhere()) {
      return;
    }
    if (told.special() || name.isEmpty() || name.equals(".") || name.equals("..")) {
      walk.hide();
    } else if (told.moved() >= 0) {
      walk.addFolder(folder.child(name, position(told.moved()), -1), told);
    } else if (record.is(IsoRecord.DIRECTORY)) {
      walk.addFolder(folder.child(name, position(record.block()), record.size()), told);
    } else if (told.link() != null) {
      walk.addLink(path + name, told, told.link());
    } else {
      file(record, new Unfinished(record.rawName(), told, new FileParts()));
    }
  }

  private void file(IsoRecord record, Unfinished file) throws IOException {
    file.parts.add(record, naming.volume().blockSize(), walk.bytes());
    if (record.is(IsoRecord.GOES_ON)) {
      unfinished = file;
    } else {
      walk.addFile(path + file.told.name().replace(SLASH, NO_SLASH), file.parts, file.told);
    }
  }

  private long position(long block) {
    return block * naming.volume().blockSize();
  }
}
