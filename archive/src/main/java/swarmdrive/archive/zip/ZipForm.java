package swarmdrive.archive.zip;

import java.io.IOException;
import java.util.Optional;
import swarmdrive.archive.index.IndexForm;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;
import swarmdrive.archive.tree.MemberTree;

/** Keeps a zip's directory. */
final class ZipForm implements IndexForm<ZipListing> {
  @Override
  public String kind() {
    return "zip-1";
  }

  @Override
  public void write(ZipListing listing, IndexOutput out) throws IOException {
    out.int64(listing.archiveSize());
    out.int64(listing.directory());
    out.text(listing.flaw().orElse(""));
    listing.members().writeTo(out);
    listing.tree().writeTo(out);
  }

  @Override
  public ZipListing read(IndexInput in) {
    long archiveSize = in.int64();
    long directory = in.int64();
    String flaw = in.text();
    ZipMembers members = ZipMembers.readFrom(in);
    return new ZipListing(
        archiveSize,
        directory,
        MemberTree.readFrom(in, members),
        members,
        Layout.of(members, directory),
        flaw.isEmpty() ? Optional.empty() : Optional.of(flaw));
  }
}
