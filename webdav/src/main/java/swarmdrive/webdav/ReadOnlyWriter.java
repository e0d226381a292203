package swarmdrive.webdav;

import java.util.List;

/** Refuses everything. */
final class ReadOnlyWriter implements DavWriter {
  @Override
  public boolean writable() {
    return false;
  }

  @Override
  public DavUpload upload(List<String> path) throws DavRefusedException {
    throw refused();
  }

  @Override
  public void makeFolder(List<String> path) throws DavRefusedException {
    throw refused();
  }

  @Override
  public void delete(List<String> path) throws DavRefusedException {
    throw refused();
  }

  @Override
  public void move(List<String> from, List<String> to) throws DavRefusedException {
    throw refused();
  }

  @Override
  public void copy(List<String> from, List<String> to, boolean deep) throws DavRefusedException {
    throw refused();
  }

  @Override
  public DavQuota quota(List<String> path) {
    return new DavQuota(0, 0);
  }

  private static DavRefusedException refused() {
    return new DavRefusedException("the drive is read-only");
  }
}
