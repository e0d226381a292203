package swarmdrive.app.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.webdav.Account;
import swarmdrive.webdav.Accounts;

/**
 * The users of the running server: looks at their file now and then. A file that is damaged, or
 * gone, opens nothing: the users stay as they were, and a server that had users never serves
 * everybody. Any thread.
 */
public final class UserFile implements Accounts {
  private static final Logger log = LoggerFactory.getLogger(UserFile.class);
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private final Path file;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private List<Object> version;
  private volatile Instant looked;
  private volatile UserList users;
  private volatile boolean required;

  /**
   * Reads the file; none is no users.
   *
   * @throws IOException with one line for the user if it is damaged
   */
  public UserFile(Path file, InstantSource clock) throws IOException {
    this.file = file;
    this.clock = clock;
    this.version = version(file);
    this.looked = clock.instant();
    this.users = UserList.read(file);
    this.required = !users.isEmpty();
  }

  private static List<Object> version(Path file) throws IOException {
    return Files.exists(file)
        ? List.of(Files.getLastModifiedTime(file), Files.size(file))
        : List.of();
  }

  @Override
  public boolean required() {
    refresh();
    return required;
  }

  @Override
  public Optional<Account> find(String name) {
    refresh();
    return users.find(name);
  }

  @Override
  public boolean verify(String passwordHash, String password) {
    return Passwords.verify(passwordHash, password);
  }

  /** One thread looks, others go on with what is known. */
  private void refresh() {
    Instant now = clock.instant();
    if (looked.plus(GLANCE).isAfter(now) || !lock.tryLock()) {
      return;
    }
    try {
      looked = now;
      List<Object> current = version(file);
      if (!current.equals(version)) {
        version = current;
        change(UserList.read(file));
      }
    } catch (IOException e) {
      log.atWarn().addKeyValue("problem", e.getMessage()).log("the users stay as they were");
    } finally {
      lock.unlock();
    }
  }

  private void change(UserList read) {
    if (version.isEmpty()) {
      log.atWarn().addKeyValue("file", file).log("the file is gone: the users stay as they were");
      return;
    }
    users = read;
    required |= !read.isEmpty();
    log.atInfo().addKeyValue("users", read.all().size()).log("the users were read again");
  }
}
