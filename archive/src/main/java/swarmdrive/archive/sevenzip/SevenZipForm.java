package swarmdrive.archive.sevenzip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.index.IndexForm;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;
import swarmdrive.archive.tree.MemberTree;

/** Keeps what a header tells. */
final class SevenZipForm implements IndexForm<SevenZipListing> {
  private static final int LEAST_FOLDER = 32;
  private static final int LEAST_CODER = 20;

  @Override
  public String kind() {
    return "7z-1";
  }

  @Override
  public void write(SevenZipListing listing, IndexOutput out) throws IOException {
    out.int64(listing.archiveSize());
    out.text(listing.flaw().orElse(""));
    out.int32(listing.folders().size());
    for (Folder folder : listing.folders()) {
      out.int64(folder.position());
      out.int64(folder.packed());
      out.int64(folder.size());
      out.text(folder.refusal().orElse(""));
      out.int32(folder.coders().size());
      for (Coder coder : folder.coders()) {
        out.int64(coder.method());
        out.bytes(coder.properties());
        out.int64(coder.size());
      }
    }
    listing.members().writeTo(out);
    listing.tree().writeTo(out);
  }

  @Override
  public SevenZipListing read(IndexInput in) {
    long archiveSize = in.int64();
    Optional<String> flaw = optional(in.text());
    List<Folder> folders = new ArrayList<>();
    for (int left = in.count(LEAST_FOLDER); left > 0; left--) {
      folders.add(folder(in));
    }
    SevenZipMembers members = SevenZipMembers.readFrom(in);
    return new SevenZipListing(
        archiveSize, folders, members, MemberTree.readFrom(in, members), flaw);
  }

  private static Folder folder(IndexInput in) {
    long position = in.int64();
    long packed = in.int64();
    long size = in.int64();
    Optional<String> refusal = optional(in.text());
    List<Coder> coders = new ArrayList<>();
    for (int left = in.count(LEAST_CODER); left > 0; left--) {
      coders.add(new Coder(in.int64(), in.bytes(), in.int64()));
    }
    return new Folder(position, packed, coders, size, refusal);
  }

  private static Optional<String> optional(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
