package swarmdrive.webdav.http;

import com.google.common.collect.ConcurrentHashMultiset;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.mina.core.buffer.IoBuffer;
import org.apache.mina.core.service.IoHandlerAdapter;
import org.apache.mina.core.session.AttributeKey;
import org.apache.mina.core.session.IoSession;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link HttpConnection} of each of MINA's sessions and passes its events on. I/O threads.
 */
final class Connections extends IoHandlerAdapter {
  private static final AttributeKey CONNECTION = new AttributeKey(Connections.class, "connection");

  private final ServerParts parts;
  private final IoThreads threads;
  private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
  private final ConcurrentHashMultiset<InetAddress> addresses = ConcurrentHashMultiset.create();
  private final Runnable onClosed;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition none = lock.newCondition();

  /**
   * @param onClosed called for each session that has ended
   */
  Connections(ServerParts parts, IoThreads threads, Runnable onClosed) {
    this.parts = parts;
    this.threads = threads;
    this.onClosed = onClosed;
  }

  @Override
  public void sessionOpened(IoSession session) {
    InetAddress address = address(session);
    if (address == null) {
      session.closeNow();
    } else if (addresses.add(address, 1) >= limit(address)) {
      addresses.remove(address);
      session.closeNow();
    } else {
      HttpConnection connection = new HttpConnection(session, threads.of(session), parts);
      session.setAttribute(CONNECTION, new Entry(connection, address));
      open.add(connection);
    }
  }

  /** Behind a proxy stand many clients. */
  private int limit(InetAddress address) {
    boolean proxy = parts.config().access().proxies().contains(address);
    return proxy ? Integer.MAX_VALUE : parts.config().maxConnectionsPerAddress();
  }

  private record Entry(HttpConnection connection, InetAddress address) {}

  private static @Nullable InetAddress address(IoSession session) {
    return session.getRemoteAddress() instanceof InetSocketAddress a ? a.getAddress() : null;
  }

  private static @Nullable HttpConnection connection(IoSession session) {
    return session.getAttribute(CONNECTION) instanceof Entry entry ? entry.connection : null;
  }

  @Override
  public void sessionClosed(IoSession session) {
    onClosed.run();
    if (session.removeAttribute(CONNECTION) instanceof Entry entry) {
      open.remove(entry.connection);
      addresses.remove(entry.address);
      entry.connection.closed();
      tellIfNone();
    }
  }

  private void tellIfNone() {
    if (open.isEmpty()) {
      lock.lock();
      try {
        none.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Waits until no connection is open, but not longer than that. Any thread but the I/O threads.
   */
  void awaitNone(Duration patience) {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (!open.isEmpty() && left > 0) {
        left = none.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void messageReceived(IoSession session, Object message) {
    HttpConnection connection = connection(session);
    if (connection != null) {
      connection.received((IoBuffer) message);
    }
  }

  @Override
  public void messageSent(IoSession session, Object message) {
    HttpConnection connection = connection(session);
    if (connection != null) {
      connection.sent(message);
    }
  }

  @Override
  public void inputClosed(IoSession session) {
    HttpConnection connection = connection(session);
    if (connection == null) {
      session.closeNow();
    } else {
      connection.inputClosed();
    }
  }

  @Override
  public void exceptionCaught(IoSession session, Throwable cause) {
    session.closeNow();
  }

  Set<HttpConnection> open() {
    return open;
  }
}
