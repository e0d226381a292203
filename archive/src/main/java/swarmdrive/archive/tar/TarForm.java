package swarmdrive.archive.tar;

import java.io.IOException;
import java.util.Optional;
import swarmdrive.archive.index.IndexForm;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;
import swarmdrive.archive.tree.MemberTree;

/** Keeps what a walk through a tar found. */
public final class TarForm implements IndexForm<TarIndex> {
  @Override
  public String kind() {
    return "tar-1";
  }

  @Override
  public void write(TarIndex index, IndexOutput out) throws IOException {
    out.int64(index.archiveSize());
    out.text(index.flaw().orElse(""));
    index.members().writeTo(out);
    index.tree().writeTo(out);
  }

  @Override
  public TarIndex read(IndexInput in) {
    long archiveSize = in.int64();
    String flaw = in.text();
    TarMembers members = TarMembers.readFrom(in);
    return new TarIndex(
        archiveSize,
        MemberTree.readFrom(in, members),
        members,
        flaw.isEmpty() ? Optional.empty() : Optional.of(flaw));
  }
}
