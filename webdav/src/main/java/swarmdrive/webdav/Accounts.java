package swarmdrive.webdav;

import java.util.Optional;

/** Who may come in. Any thread; looking somebody up does not wait. */
public interface Accounts {
  /** A server that everybody may use. */
  Accounts NONE =
      new Accounts() {
        @Override
        public boolean required() {
          return false;
        }

        @Override
        public Optional<Account> find(String name) {
          return Optional.empty();
        }

        @Override
        public boolean verify(String passwordHash, String password) {
          return false;
        }
      };

  /** Whether everybody has to say who they are. Once true it stays so. */
  boolean required();

  Optional<Account> find(String name);

  /**
   * Whether the password is the one that was hashed. Takes a good part of a second of computing, on
   * purpose, for a wrong or damaged hash as well.
   */
  boolean verify(String passwordHash, String password);
}
