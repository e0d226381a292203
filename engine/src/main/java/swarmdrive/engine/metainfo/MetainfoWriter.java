package swarmdrive.engine.metainfo;

final class MetainfoWriter {
  private MetainfoWriter() {}

  static byte[] write(Metainfo metainfo) {
    throw new UnsupportedOperationException();
  }
}
