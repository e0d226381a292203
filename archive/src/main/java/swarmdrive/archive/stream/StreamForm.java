package swarmdrive.archive.stream;

import java.io.IOException;
import java.util.Optional;
import swarmdrive.archive.index.IndexForm;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;
import swarmdrive.archive.tar.TarForm;
import swarmdrive.archive.tar.TarIndex;

/** Keeps what was found in a stream. */
final class StreamForm implements IndexForm<StreamListing> {
  private static final TarForm TAR = new TarForm();

  @Override
  public String kind() {
    return "stream-1-" + TAR.kind();
  }

  @Override
  public void write(StreamListing listing, IndexOutput out) throws IOException {
    out.int64(listing.length());
    out.int64(listing.size());
    out.int32(listing.tar().isPresent() ? 1 : 0);
    if (listing.tar().isPresent()) {
      TAR.write(listing.tar().get(), out);
    }
  }

  @Override
  public StreamListing read(IndexInput in) {
    long length = in.int64();
    long size = in.int64();
    Optional<TarIndex> tar = in.int32() == 0 ? Optional.empty() : Optional.of(TAR.read(in));
    return new StreamListing(length, size, tar);
  }
}
