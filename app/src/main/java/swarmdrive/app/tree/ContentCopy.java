package swarmdrive.app.tree;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import swarmdrive.app.disk.Aside;
import swarmdrive.webdav.DavContent;
import swarmdrive.webdav.DavFile;
import swarmdrive.webdav.DavFolder;
import swarmdrive.webdav.DavNode;

/**
 * Copies what the drive shows into plain files: the bytes come from the swarm or from an archive.
 * Request's thread, as long as bytes keep coming.
 */
final class ContentCopy {
  private static final int BUFFER = 256 * 1024;
  private static final int MOST_DEPTH = 64;

  /** Longest wait for the next bytes. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final boolean deep;
  private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER);

  private ContentCopy(boolean deep) {
    this.deep = deep;
  }

  /** Writes the copy aside and puts it in its place. */
  static void run(DavNode node, Path target, boolean deep, Aside aside) throws IOException {
    Path copy = aside.fresh();
    try {
      new ContentCopy(deep).copy(node, copy, 0);
      aside.put(copy, target);
    } finally {
      if (Files.exists(copy)) {
        aside.delete(copy);
      }
    }
  }

  private void copy(DavNode node, Path target, int depth) throws IOException {
    switch (node) {
      case DavFile file -> copy(file, target);
      case DavFolder folder -> {
        Files.createDirectory(target);
        if (deep && depth < MOST_DEPTH) {
          for (DavNode child : folder.children()) {
            // an archive stands beside the folder that shows what is in it
            if (!(child instanceof ArchiveFolder beside && beside.path().isEmpty())) {
              copy(child, target.resolve(SafeName.original(child.name())), depth + 1);
            }
          }
        }
      }
    }
  }

  private void copy(DavFile file, Path target) throws IOException {
    try (DavContent content = file.open();
        FileChannel out =
            FileChannel.open(
                target, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
      long position = 0;
      while (position < file.size()) {
        int count = content.read(position, buffer.clear(), PATIENCE);
        if (count < 0) {
          throw new IOException("the source became shorter while it was copied");
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        position += count;
      }
      out.force(true);
    }
  }
}
