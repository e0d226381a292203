package swarmdrive.archive.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import swarmdrive.archive.ArchiveException;

/** A decoder's way from the begin of a stream; what an earlier one decoded is passed over. */
final class Decoding implements Runnable {
  private static final int STEP = 16 << 10;

  private final SpoolFile file;
  private final SpooledStream stream;
  private final Relay archive;
  private final Spool spool;
  private final byte[] step = new byte[STEP];

  Decoding(SpoolFile file, SpooledStream stream, Relay archive, Spool spool) {
    this.file = file;
    this.stream = stream;
    this.archive = archive;
    this.spool = spool;
  }

  @Override
  public void run() {
    try (InputStream decoded = stream.decoder().open(archive)) {
      skip(decoded, file.frontier());
      copy(decoded);
      file.complete(archive);
    } catch (SpoolFullException e) {
      file.troubled(archive, e);
    } catch (IOException | RuntimeException e) {
      if (file.isStopped(archive)) {
        file.rested(archive);
      } else {
        file.damaged(archive, message(e));
      }
    } catch (Error e) {
      file.troubled(archive, new IOException(stream.name() + " cannot be decoded", e));
      throw e;
    }
  }

  private String message(Exception cause) {
    return cause instanceof ArchiveException
        ? String.valueOf(cause.getMessage())
        : stream.name() + " is damaged after " + file.frontier() + " bytes: " + cause.getMessage();
  }

  private void skip(InputStream decoded, long count) throws IOException {
    for (long left = count; left > 0; ) {
      int length = decoded.read(step, 0, (int) Math.min(STEP, left));
      if (length < 0) {
        throw new IOException("it ends early");
      }
      left -= length;
    }
  }

  private void copy(InputStream decoded) throws IOException {
    while (true) {
      if (file.isStopped(archive)) {
        throw new ClosedChannelException();
      }
      long left = stream.size() - file.frontier();
      int length = left == 0 ? -1 : decoded.read(step, 0, (int) Math.min(STEP, left));
      if (length < 0) {
        requireSize(left);
        return;
      }
      if (length == left && decoded.read() >= 0) {
        throw new IOException("it goes on behind its end");
      }
      if (length > 0) {
        stream.requireRatio(file.frontier() + length, spool.ratio());
        spool.reserve(file, length);
        file.append(step, length);
      }
    }
  }

  private void requireSize(long left) throws IOException {
    if (left > 0 && stream.size() != SpooledStream.UNKNOWN) {
      throw new IOException("it ends early");
    }
  }
}
