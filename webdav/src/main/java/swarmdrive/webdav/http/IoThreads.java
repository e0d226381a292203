package swarmdrive.webdav.http;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.core.session.IoSession;
import org.apache.mina.core.write.WriteRequest;
import org.apache.mina.transport.socket.nio.NioSession;

/**
 * Shares the connections out among the I/O threads. Unlike MINA's own pool it lets any thread
 * suspend and resume reading: the change of interest is made on the I/O thread, which is woken for
 * it. (MINA changes the selection key where it is called, without a wake-up: a resumed read then
 * stalls for up to a second, and two threads may overwrite each other's interest.)
 */
final class IoThreads implements IoProcessor<NioSession> {
  private final List<IoThread> threads;
  private volatile boolean disposing;

  IoThreads(int count, Executor executor) {
    threads = Stream.generate(() -> new IoThread(executor)).limit(count).toList();
  }

  /** The thread that a connection belongs to for all its life. */
  IoThread of(IoSession session) {
    return threads.get((int) (session.getId() % threads.size()));
  }

  @Override
  public void add(NioSession session) {
    of(session).add(session);
  }

  @Override
  public void flush(NioSession session) {
    of(session).flush(session);
  }

  @Override
  public void write(NioSession session, WriteRequest request) {
    of(session).write(session, request);
  }

  @Override
  public void updateTrafficControl(NioSession session) {
    of(session).updateTrafficMask(session);
  }

  @Override
  public void remove(NioSession session) {
    of(session).remove(session);
  }

  @Override
  public boolean isDisposing() {
    return disposing;
  }

  @Override
  public boolean isDisposed() {
    return threads.stream().allMatch(IoThread::isDisposed);
  }

  @Override
  public void dispose() {
    disposing = true;
    threads.forEach(IoThread::dispose);
  }
}
