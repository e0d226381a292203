package swarmdrive.app.tree;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import swarmdrive.webdav.DavContent;

/**
 * Volumes behind each other, as if they were one file.
 *
 * @param tag from those of all volumes
 */
record JoinedOrigin(List<Origin> volumes, long size, String tag) implements Origin {
  static JoinedOrigin of(List<Origin> volumes) {
    String tags = volumes.stream().map(Origin::tag).collect(Collectors.joining(" "));
    String digest = Hashing.sha256().hashString(tags, StandardCharsets.UTF_8).toString();
    long size = volumes.stream().mapToLong(Origin::size).reduce(0, Math::addExact);
    return new JoinedOrigin(List.copyOf(volumes), size, "joined-" + digest.substring(0, 32));
  }

  @Override
  public DavContent open() {
    return new JoinedContent(volumes);
  }
}
