package swarmdrive.app.demo;

import com.google.common.net.UrlEscapers;

/** What to try. Each command works when it is pasted; what it needs is said beside it. */
final class DemoGuide {
  private DemoGuide() {}

  /**
   * The text.
   *
   * @param home {@code http://HOST:PORT/}
   */
  static String text(String home) {
    String drive = home + "dav/";
    return """
    The drive holds two torrents, seeded by a second engine on this machine. Nothing of them has
    been downloaded yet; only what you read will be. Ctrl-C ends everything and removes it.

    With a page       %5$s
      (watch rates and pieces while you play something)

    In a browser      %1$s
      (play tune.wav and jump about in it; look into archive.zip.d)

    With curl
      curl '%2$s'
      curl '%3$s'
      curl -s -r 33554432-33554531 '%4$s' | od -A d -t x1
      curl '%5$sapi/v1/status'

    As a folder
      rclone      rclone ls :webdav: --webdav-url='%1$s'
                  mkdir -p ~/swarmdrive && rclone mount :webdav: ~/swarmdrive --read-only --webdav-url='%1$s'
      GNOME       gio mount '%6$s'
      KDE         dolphin '%7$s'
      davfs2      sudo mkdir -p /mnt/swarmdrive && sudo mount -t davfs -o ro '%1$s' /mnt/swarmdrive
                  (asked for a name and a password, press Enter)
      macOS       mkdir -p ~/swarmdrive && mount_webdav '%1$s' ~/swarmdrive
      Windows     net use * %1$s
    """
        .formatted(
            drive,
            drive + path(DemoContent.FOLDER) + "/welcome.txt",
            drive + path(DemoContent.FOLDER) + "/archive.zip.d/readme.txt",
            drive + "single%20file/" + path(DemoContent.BIG_FILE),
            home,
            drive.replaceFirst("^http", "dav"),
            drive.replaceFirst("^http", "webdav"));
  }

  private static String path(String name) {
    return UrlEscapers.urlPathSegmentEscaper().escape(name);
  }
}
