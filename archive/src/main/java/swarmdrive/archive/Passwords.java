package swarmdrive.archive;

import com.google.common.collect.ImmutableList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Passwords that are tried on encrypted members, in this order. Immutable. Never told to anybody:
 * not in messages, not in the log.
 */
public final class Passwords {
  /** Each costs a key stretching for each member that is opened. */
  public static final int MOST = 64;

  /** Characters. */
  public static final int LONGEST = 1024;

  public static final Passwords NONE = new Passwords(List.of());

  private final ImmutableList<String> passwords;

  public Passwords(List<String> passwords) {
    if (passwords.size() > MOST) {
      throw new IllegalArgumentException(passwords.size() + " passwords, the limit is " + MOST);
    }
    for (String password : passwords) {
      if (password.isEmpty() || password.length() > LONGEST) {
        throw new IllegalArgumentException("a password has " + password.length() + " characters");
      }
    }
    this.passwords = ImmutableList.copyOf(passwords);
  }

  /** All of them. */
  public List<String> all() {
    return passwords;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Passwords that && passwords.equals(that.passwords);
  }

  @Override
  public int hashCode() {
    return passwords.hashCode();
  }

  @Override
  public String toString() {
    return passwords.size() + " passwords";
  }
}
