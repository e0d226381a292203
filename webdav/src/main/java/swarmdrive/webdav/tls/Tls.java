package swarmdrive.webdav.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import swarmdrive.webdav.TlsConfig;

/** TLS with the certificate in some files, which may change. {@link #refresh} by one thread. */
public final class Tls {
  private static final Logger log = LoggerFactory.getLogger(Tls.class);

  private final IdentityFiles files;
  private final ServerKeys keys;
  private final SSLContext context;
  private List<Object> version;

  /**
   * Reads the files.
   *
   * @throws IOException with one line for the user
   */
  public Tls(TlsConfig config) throws IOException {
    files = new IdentityFiles(config);
    keys = new ServerKeys(files.read());
    version = files.version();
    try {
      context = SSLContext.getInstance("TLS");
      context.init(new KeyManager[] {keys}, null, null);
    } catch (GeneralSecurityException e) {
      throw new IOException("TLS is not possible: " + e.getMessage(), e);
    }
  }

  public SSLContext context() {
    return context;
  }

  /**
   * Reads the files again if they have changed; new connections get the new certificate. Files that
   * are damaged, or half written, change nothing.
   */
  public void refresh() {
    try {
      List<Object> now = files.version();
      if (now.equals(version)) {
        return;
      }
      version = now;
      keys.change(files.read());
      log.atInfo().log("the certificate was renewed");
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("problem", e.getMessage())
          .log("the changed certificate is of no use");
    }
  }
}
