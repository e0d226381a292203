package swarmdrive.archive.rar;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import swarmdrive.archive.ArchiveConfig;
import swarmdrive.archive.ArchiveFile;
import swarmdrive.archive.ArchiveFormat;
import swarmdrive.archive.ArchiveIndex;
import swarmdrive.archive.tree.MemberTree;

/** RAR, and what is RAR under another name. Safe for any number of threads. */
final class RarFormat implements ArchiveFormat {
  private static final ImmutableSet<String> EXTENSIONS = ImmutableSet.of("rar", "cbr");
  private static final byte[] MARK = {'R', 'a', 'r', '!', 0x1a, 7};
  private static final Pattern PART = Pattern.compile(".*\\.part0*(\\d{1,5})\\.rar");

  private final ArchiveConfig config;

  @Inject
  RarFormat(ArchiveConfig config) {
    this.config = config;
  }

  @Override
  public String name() {
    return "rar";
  }

  /** Of several volumes the first stands for all. */
  @Override
  public boolean matches(String fileName) {
    String name = Ascii.toLowerCase(fileName);
    int dot = name.lastIndexOf('.');
    Matcher part = PART.matcher(name);
    return dot > 0
        && EXTENSIONS.contains(name.substring(dot + 1))
        && (!part.matches() || part.group(1).equals("1"));
  }

  @Override
  public boolean recognizes(ByteBuffer head) {
    return head.remaining() >= MARK.length
        && head.slice(head.position(), MARK.length).equals(ByteBuffer.wrap(MARK));
  }

  @Override
  public ArchiveIndex index(ArchiveFile archive) throws IOException {
    RarBytes bytes = new RarBytes(archive.bytes(), config.maxDirectoryBytes());
    RarContent content = new RarContent(config);
    Optional<String> damage = new RarWalk(bytes, content).walk();
    MemberTree tree = content.build();
    Optional<String> flaw = damage.or(() -> flaw(content));
    return new RarIndex(archive.bytes().size(), tree, content.members(), flaw);
  }

  private static Optional<String> flaw(RarContent content) {
    if (content.incomplete() > 0) {
      return Optional.of(content.incomplete() + " members are not all there: are volumes missing?");
    }
    return content.hidden() == 0
        ? Optional.empty()
        : Optional.of("names or links of " + content.hidden() + " members cannot be shown");
  }
}
