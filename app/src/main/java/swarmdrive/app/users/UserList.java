package swarmdrive.app.users;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import swarmdrive.webdav.Account;

/** The users in a file. Immutable. */
public final class UserList {
  private static final String HEAD =
      "# Users of swarmdrive, written by `swarmdrive user`. Keep it to yourself.";

  private final Map<String, Account> accounts;

  private UserList(Map<String, Account> accounts) {
    this.accounts = accounts;
  }

  /**
   * Reads a file; none is a list without users.
   *
   * @throws IOException with file and line if it is damaged
   */
  public static UserList read(Path file) throws IOException {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return new UserList(Map.of());
    }
    Map<String, Account> accounts = new TreeMap<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        int number = i + 1;
        Account account =
            UserLine.parse(line)
                .orElseThrow(() -> new IOException(file + ":" + number + ": is no user's line"));
        accounts.put(account.name(), account);
      }
    }
    return new UserList(accounts);
  }

  public Optional<Account> find(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  /** In the order of their names. */
  public Collection<Account> all() {
    return List.copyOf(accounts.values());
  }

  public boolean isEmpty() {
    return accounts.isEmpty();
  }

  /**
   * The list with this user, in place of one of the same name. Takes a while of computing.
   *
   * @param digest whether to keep what Digest needs
   * @throws IOException if the name or the password is not possible, with one line for the user
   */
  public UserList with(String name, String password, boolean readOnly, boolean digest)
      throws IOException {
    if (!UserLine.isName(name)) {
      throw new IOException("a user's name has 1 to 64 of the characters A-Z a-z 0-9 . _ @ -");
    }
    Map<String, Account> more = new TreeMap<>(accounts);
    more.put(name, Passwords.account(name, password, readOnly, digest));
    return new UserList(more);
  }

  /** The list without this user. */
  public UserList without(String name) {
    Map<String, Account> fewer = new TreeMap<>(accounts);
    fewer.remove(name);
    return new UserList(fewer);
  }

  /** Puts the list in place of the file, at once and for its owner only. */
  public void write(Path file) throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEAD));
    accounts.values().forEach(account -> lines.add(UserLine.format(account)));
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file's folder");
    Files.createDirectories(folder);
    Path aside = Files.createTempFile(folder, ".users", ".tmp");
    try {
      if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        Files.setPosixFilePermissions(aside, PosixFilePermissions.fromString("rw-------"));
      }
      Files.write(aside, lines, StandardOpenOption.DSYNC);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(aside);
    }
  }
}
