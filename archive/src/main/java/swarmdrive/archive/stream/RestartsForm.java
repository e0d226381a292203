package swarmdrive.archive.stream;

import java.io.IOException;
import swarmdrive.archive.index.IndexForm;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

/** Keeps the places where a stream can be decoded from. */
public record RestartsForm(String kind) implements IndexForm<Restarts> {
  @Override
  public void write(Restarts value, IndexOutput out) throws IOException {
    out.int64(value.size());
    out.longs(value.decoded());
    out.longs(value.packed());
  }

  @Override
  public Restarts read(IndexInput in) {
    return new Restarts(in.int64(), in.longs(), in.longs());
  }
}
