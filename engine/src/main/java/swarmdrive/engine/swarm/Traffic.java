package swarmdrive.engine.swarm;

/** Bytes of blocks between a peer and us since the last round of the {@link Choker}. */
final class Traffic {
  private long given;
  private long gotten;

  /** Number of the peer's last turn; 0 if it never had one. */
  long turn;

  void give(long bytes) {
    given += bytes;
  }

  void get(long bytes) {
    gotten += bytes;
  }

  long given() {
    return given;
  }

  long gotten() {
    return gotten;
  }

  /** Halves what was, so that a short pause does not cost a place. */
  void newRound() {
    given /= 2;
    gotten /= 2;
  }
}
