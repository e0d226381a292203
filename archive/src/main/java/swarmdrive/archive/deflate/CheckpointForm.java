package swarmdrive.archive.deflate;

import java.io.IOException;
import swarmdrive.archive.index.IndexForm;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

/** Keeps the checkpoints of one member. */
record CheckpointForm(Checkpoints.Spacing spacing) implements IndexForm<Checkpoints> {
  @Override
  public String kind() {
    return "deflate-1";
  }

  @Override
  public void write(Checkpoints checkpoints, IndexOutput out) throws IOException {
    checkpoints.writeTo(out);
  }

  @Override
  public Checkpoints read(IndexInput in) {
    return Checkpoints.readFrom(in, spacing);
  }
}
