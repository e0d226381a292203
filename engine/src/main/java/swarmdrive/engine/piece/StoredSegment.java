package swarmdrive.engine.piece;

/** A segment as a part of the disk's budget. */
record StoredSegment(SegmentedStore store, Segment segment) implements Evictable {
  @Override
  public long charge() {
    return segment.charge();
  }

  @Override
  public long lastUse() {
    return segment.lastUse();
  }

  @Override
  public boolean isPrecious() {
    return segment.isPrecious();
  }

  @Override
  public boolean isKept() {
    return store.isKept();
  }

  @Override
  public long evict() {
    return store.evict(segment);
  }
}
