package swarmdrive.webdav;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Users in memory whose hash is the password backwards, and who count how often it is computed. */
public final class FakeAccounts implements Accounts {
  private final Map<String, Account> accounts = new HashMap<>();
  public final AtomicInteger verified = new AtomicInteger();

  public FakeAccounts with(String name, String password, boolean readOnly) {
    return with(name, password, readOnly, Map.of());
  }

  public FakeAccounts with(
      String name, String password, boolean readOnly, Map<String, String> digests) {
    String hash = new StringBuilder(password).reverse().toString();
    accounts.put(name, new Account(name, readOnly, hash, digests));
    return this;
  }

  public void remove(String name) {
    accounts.remove(name);
  }

  @Override
  public boolean required() {
    return true;
  }

  @Override
  public Optional<Account> find(String name) {
    return Optional.ofNullable(accounts.get(name));
  }

  @Override
  public boolean verify(String passwordHash, String password) {
    verified.incrementAndGet();
    return new StringBuilder(password).reverse().toString().equals(passwordHash);
  }
}
