package swarmdrive.webdav.http;

import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.apache.mina.core.service.IoProcessor;
import org.apache.mina.transport.socket.nio.NioSession;
import org.apache.mina.transport.socket.nio.NioSocketAcceptor;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections up to a limit; more wait in the kernel's queue until one closes. The
 * accepting thread does nothing else, so it may wait.
 */
final class LimitedAcceptor extends NioSocketAcceptor {
  private final Semaphore slots;

  LimitedAcceptor(Executor executor, IoProcessor<NioSession> threads, int limit) {
    super(executor, threads);
    slots = new Semaphore(limit);
  }

  @Override
  protected @Nullable NioSession accept(
      IoProcessor<NioSession> processor, ServerSocketChannel listening) throws Exception {
    slots.acquire();
    NioSession accepted = null;
    try {
      accepted = super.accept(processor, listening);
      return accepted;
    } finally {
      if (accepted == null) {
        slots.release();
      }
    }
  }

  /** A connection has closed. */
  void closed() {
    slots.release();
  }

  /** Lets the accepting thread through to see that it is to end. */
  void open() {
    slots.release(Integer.MAX_VALUE / 2);
  }
}
