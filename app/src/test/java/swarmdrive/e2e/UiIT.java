package swarmdrive.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every page and act of the web UI, in a real Chromium against the built program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(SwarmExtension.class)
class UiIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String TAB = "\uE004";
  private static final Map<String, String> PAGES =
      Map.of(
          "dashboard", "Dashboard",
          "torrents", "Torrents",
          "files/", "Files",
          "shared", "Shared",
          "log", "Log",
          "connect", "Connect");

  private final Swarm swarm;
  private TorrentOnDisk mixed;
  private TorrentOnDisk film;
  private Swarmdrive swarmdrive;
  private UiPage page;

  UiIT(Swarm swarm) {
    this.swarm = swarm;
  }

  @BeforeAll
  void makeContent() throws Exception {
    Path folder = Files.createDirectories(RunFolder.create("ui").resolve("mixed"));
    Files.writeString(folder.resolve("read me.txt"), "A text with <b>marks</b> in it.\n");
    Files.writeString(folder.resolve("inner.txt"), "A text in an archive.\n");
    run(folder, "zip", "-q", "things.zip", "inner.txt");
    run(
        folder,
        "ffmpeg",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=64x48",
        "-frames:v",
        "1",
        "picture.png");
    mixed = swarm.seedWithLibtorrent(folder);
    Path films = RunFolder.create("film");
    Path video = films.resolve("clip.mp4");
    run(
        films,
        "ffmpeg",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc2=duration=60:size=320x240:rate=25",
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-qp",
        "8",
        "-g",
        "50",
        "-pix_fmt",
        "yuv420p",
        "clip.mp4");
    film = swarm.seedWithLibtorrent(video);
  }

  private static void run(Path folder, String... words) throws Exception {
    Program.run(LIMIT, new Program.Command(List.of(words), folder)).orFail();
  }

  @BeforeEach
  void open() throws Exception {
    swarmdrive =
        Swarmdrive.serve(Swarmdrive.Setup.fresh().with("SWARMDRIVE_ENGINE_DOWNLOAD_LIMIT=6MiB"));
    page = new UiPage(swarmdrive.home());
  }

  @AfterEach
  void close() throws Exception {
    try {
      page.close();
    } finally {
      swarmdrive.close();
    }
  }

  @Test
  void everyPage_isShown_accessible_andFitsAPhone() throws Exception {
    swarmdrive.addByCopy(mixed);
    for (Map.Entry<String, String> one : PAGES.entrySet()) {
      String name = one.getValue().toLowerCase(java.util.Locale.ROOT);
      page.browser().resize(1200, 900);
      page.browser().dark(false);
      page.show(one.getKey(), one.getValue());
      page.assertAccessible(name);
      page.shoot(name);
      page.browser().dark(true);
      page.assertAccessible(name + ", dark");
      page.shoot(name + "-dark");
      page.browser().resize(390, 844);
      assertThat(page.browser().run("return document.documentElement.scrollWidth").asInt())
          .as("no sideways scrolling on " + name)
          .isLessThanOrEqualTo(390);
      page.assertAccessible(name + ", on a phone");
      page.shoot(name + "-phone");
    }
    page.assertClean();
  }

  @Test
  void keyboard_reachesContentAndPages() throws Exception {
    page.awaitText("Being read");
    page.browser().press(TAB);
    assertThat(page.value("document.activeElement.innerText")).isEqualTo("Skip to content");
    page.browser().press("\uE007");
    assertThat(page.value("document.activeElement.id")).isEqualTo("main");
    page.browser().run("document.querySelector('nav a[href$=connect]').focus()");
    page.browser().press("\uE007");
    page.awaitText("The drive is at:");
    assertThat(page.browser().text()).contains("net use * " + swarmdrive.drive().root());
    page.assertClean();
  }

  @Test
  void droppedFile_isAdded_andDeletedAfterAQuestion() throws Exception {
    page.show("dashboard", "Dashboard");
    String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(mixed.file()));
    page.browser()
        .run(
            "const bytes = Uint8Array.from(atob('"
                + bytes
                + "'), (c) => c.charCodeAt(0));"
                + "const data = new DataTransfer();"
                + "data.items.add(new File([bytes], 'x.torrent'));"
                + "document.dispatchEvent(new DragEvent('drop',"
                + " {dataTransfer: data, bubbles: true, cancelable: true}))");
    swarmdrive.awaitTorrent(mixed);
    page.awaitText("Added mixed.");
    UiPage.await("its row", () -> page.browser().text().contains("Root of the drive"));

    page.browser().click(UiPage.button("Delete", "mixed"));
    page.assertAccessible("the question");
    page.browser().click("dialog button[value=cancel]");
    assertThat(swarmdrive.library().resolve("mixed.torrent")).exists();
    page.browser().click(UiPage.button("Delete", "mixed"));
    page.browser().click("dialog button[value=accept]");
    page.awaitText("No torrents yet");
    assertThat(swarmdrive.library().resolve("mixed.torrent")).doesNotExist();
    page.assertCleanWithout(mixed);
  }

  @Test
  void chosenFile_goesToItsRoute_isRenamedMovedAndPaused() throws Exception {
    page.show("torrents", "Torrents");
    page.browser().type("input[name=route]", "old");
    Path named = Files.copy(mixed.file(), RunFolder.create("ui").resolve("mixed.torrent"));
    page.browser().type("input[type=file]", named.toString());
    UiPage.await("the file", () -> Files.exists(swarmdrive.library().resolve("old/mixed.torrent")));
    UiPage.await(
        "its row",
        () ->
            page.browser().run("return document.querySelectorAll('.torrent').length").asInt() == 1);

    answer(UiPage.button("Rename", "mixed"), "name", "renamed");
    UiPage.await(
        "the name", () -> Files.exists(swarmdrive.library().resolve("old/renamed.torrent")));
    UiPage.await("the row", () -> page.browser().text().contains("renamed"));
    answer(UiPage.button("Move", "renamed"), "route", "new/place");
    Path moved = swarmdrive.library().resolve("new/place/renamed.torrent");
    UiPage.await("the place", () -> Files.exists(moved));
    page.awaitText("new/place");
    page.browser().click(UiPage.button("Pause", "renamed"));
    UiPage.await(
        "the state",
        () -> page.value("document.querySelector('.state').innerText").equals("paused"));
    page.assertClean();
  }

  /** Fills the one field of the dialog that a button opens. */
  private void answer(String button, String field, String text) throws Exception {
    page.browser().click(button);
    page.browser().run("document.querySelector('dialog input').value = ''");
    page.browser().type("dialog input[name=" + field + "]", text);
    page.browser().click("dialog button[value=accept]");
    UiPage.await(
        "the dialog is gone",
        () -> page.browser().run("return document.querySelector('dialog') === null").asBoolean());
  }

  @Test
  void magnet_isAdded_andItsFilmPlaysAndSeeks() throws Exception {
    page.show("torrents", "Torrents");
    page.browser().type("input[name=link]", film.magnet() + "\uE007");
    swarmdrive.awaitTorrent(film);
    page.show("files/", "Files");
    page.awaitText("clip.mp4");
    page.browser().click("td.name button");
    String video = "const v = document.querySelector('video'); ";
    UiPage.await(
        "the length",
        () -> page.browser().run(video + "return v ? v.duration : 0").asDouble() > 59);
    page.browser().run(video + "v.muted = true; v.currentTime = 50; v.play(); return 0");
    UiPage.await(
        "it plays there",
        () -> page.browser().run(video + "return v.currentTime").asDouble() > 50.5);
    page.shoot("player");
    page.show("dashboard", "Dashboard");
    assertThat(page.browser().run("return document.querySelector('video') === null").asBoolean())
        .isTrue();
    page.assertClean();
  }

  @Test
  void pieceBar_movesDuringADownload() throws Exception {
    TorrentOnDisk torrent = swarm.oddNames();
    swarmdrive.addByCopy(torrent);
    page.show("torrents", "Torrents");
    UiPage.await("the row", () -> page.browser().text().contains(torrent.name()));
    page.browser().click(UiPage.button("Keep", torrent.name()));
    UiPage.await("some pieces", () -> held() > 3);
    int before = held();
    page.shoot("downloading");
    UiPage.await("more pieces", () -> held() > before + 3);
    assertThat(
            page.browser()
                .run(
                    "const c = document.querySelector('piece-bar canvas');"
                        + "return c.getContext('2d').getImageData(0, 0, c.width, 1).data.some((v) => v > 0)")
                .asBoolean())
        .isTrue();
    page.browser().click(UiPage.button("Details of", torrent.name()));
    page.awaitText(torrent.infoHash());
    page.assertAccessible("details");
    page.show("dashboard", "Dashboard");
    UiPage.await(
        "a rate",
        () -> !page.value("document.querySelector('.tile.down .value').innerText").equals("0 B/s"));
    page.shoot("dashboard-downloading");
    page.assertClean();
  }

  private int held() throws IOException, InterruptedException {
    return page.browser()
        .run("return Number(document.querySelector('piece-bar')?.dataset.held || 0)")
        .asInt();
  }

  @Test
  void files_areBrowsed_intoArchives_andViewed() throws Exception {
    swarmdrive.addByCopy(mixed);
    page.show("files/mixed", "Files");
    page.awaitText("things.zip.d");
    click("read me.txt");
    page.awaitText("A text with <b>marks</b> in it.");
    click("picture.png");
    UiPage.await(
        "the picture",
        () ->
            page.browser()
                    .run("return document.querySelector('.viewer img')?.naturalWidth || 0")
                    .asInt()
                == 64);
    page.shoot("viewer");
    page.browser().follow("things.zip.d");
    UiPage.await(
        "the archive's folder",
        () ->
            page.value(
                    "[...document.querySelectorAll('td.name')].map((one) => one.innerText.trim()).join()")
                .equals("inner.txt"));
    click("inner.txt");
    page.awaitText("A text in an archive.");
    page.assertAccessible("viewer");
    page.show("files/nothing/here", "Files");
    page.awaitText("There is no such folder.");
    assertThat(page.browser().console()).allMatch(line -> line.contains("404"));
  }

  /** The button with this text. */
  private void click(String text) throws Exception {
    page.browser()
        .run(
            "[...document.querySelectorAll('td.name button')].find((one) => one.innerText.trim() === '"
                + text
                + "').click()");
  }

  @Test
  void hostileName_isText() throws Exception {
    String name = "<img src=x onerror=window.hacked=1>";
    Files.createDirectories(swarmdrive.library());
    Files.copy(mixed.file(), swarmdrive.library().resolve(name + ".torrent"));
    Files.writeString(
        swarmdrive.library().resolve("<script>window.hacked=2<!--.magnet"), "no link\n");
    page.show("torrents", "Torrents");
    page.awaitText(name);
    page.browser().click("button[aria-label^=Delete]");
    page.awaitText("Delete this torrent?");
    page.browser().click("dialog button[value=cancel]");
    page.show("log", "Log");
    page.awaitText("window.hacked=2");
    page.show("files/", "Files");
    page.awaitText("item");
    assertThat(page.browser().run("return window.hacked === undefined").asBoolean()).isTrue();
    assertThat(
            page.browser().run("return document.querySelector('img[src=x]') === null").asBoolean())
        .isTrue();
    page.assertClean();
  }

  @Test
  void login_isAskedByThePage_andKept() throws Exception {
    Path data = RunFolder.create("data");
    Program.runWithInput(
            LIMIT,
            "open sesame\n",
            Swarmdrive.command("user", "add", "alice", "--data", data.toString())
                .words()
                .toArray(String[]::new))
        .orFail();
    try (Swarmdrive guarded = Swarmdrive.serve(Swarmdrive.Setup.on(data));
        UiPage login = new UiPage(guarded.home())) {
      login.awaitText("Password");
      login.assertAccessible("login");
      login.shoot("login");
      login.browser().type("input[name=name]", "alice");
      login.browser().type("input[name=password]", "wrong\uE007");
      login.awaitText("Name or password is wrong.");
      login.browser().run("document.querySelector('input[name=password]').value = ''");
      login.browser().type("input[name=password]", "open sesame\uE007");
      login.awaitText("Log out alice");
      login.browser().open(guarded.home());
      login.awaitText("Log out alice");
      login.show("files/", "Files");
      login.awaitText("This folder is empty.");
      login.browser().click("header button");
      login.awaitText("Password");
      assertThat(login.browser().console()).allMatch(line -> line.contains("401"));
    }
  }

  @Test
  void firstPaint_isMeasured() throws Exception {
    page.show("dashboard", "Dashboard");
    UiPage.await(
        "paint",
        () ->
            page.browser()
                    .run("return performance.getEntriesByName('first-contentful-paint').length")
                    .asInt()
                == 1);
    String measured =
        page.value(
            "['first-contentful-paint'].map((name) => name + ' '"
                + " + Math.round(performance.getEntriesByName(name)[0].startTime) + ' ms').join()"
                + " + ', interactive ' + Math.round(performance.timing.domInteractive"
                + " - performance.timing.navigationStart) + ' ms, loaded ' + performance"
                + ".getEntriesByType('resource').reduce((sum, one) => sum + one.transferSize, 0)"
                + " + ' bytes'");
    assertThat(measured).startsWith("first-contentful-paint ");
    Files.createDirectories(RunFolder.checkout().resolve("app/target/screenshots"));
    Files.writeString(
        RunFolder.checkout().resolve("app/target/screenshots/paint.txt"), measured + "\n");
  }
}
