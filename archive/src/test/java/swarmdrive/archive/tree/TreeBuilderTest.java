package swarmdrive.archive.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.ArchiveException;

class TreeBuilderTest {
  private static final MemberFacts FACTS =
      new MemberFacts() {
        @Override
        public long size(int id) {
          return 1000 + id;
        }

        @Override
        public Optional<Instant> modified(int id) {
          return Optional.of(Instant.ofEpochSecond(id));
        }
      };

  private static TreeBuilder builder(String... paths) throws ArchiveException {
    TreeBuilder builder = new TreeBuilder(1000);
    for (int id = 0; id < paths.length; id++) {
      builder.add(paths[id], paths[id].endsWith("/"), id);
    }
    return builder;
  }

  /** Each path with the member's number. */
  private static List<String> shown(String... paths) throws ArchiveException {
    List<String> shown = new ArrayList<>();
    walk(builder(paths).build(FACTS), List.of(), shown);
    return shown;
  }

  private static void walk(MemberTree tree, List<String> folder, List<String> shown) {
    for (ArchiveEntry entry : tree.list(folder).orElseThrow()) {
      assertThat(tree.find(entry.path())).contains(entry);
      shown.add(String.join("/", entry.path()) + (entry.folder() ? "/" : "") + " " + entry.id());
      if (entry.folder()) {
        walk(tree, entry.path(), shown);
      } else {
        assertThat(entry.size()).isEqualTo(1000 + entry.id());
      }
    }
  }

  @Test
  void build_unsafePaths_areResolvedInside() throws ArchiveException {
    assertThat(shown("/abs", "dir/file", "./a//b/../c", "d/./e", "x/y/../../z", "back\\slash"))
        .containsExactly(
            "abs 0",
            "dir/ -1",
            "dir/file 1",
            "a/ -1",
            "a/c 2",
            "d/ -1",
            "d/e 3",
            "z 4",
            "back＼slash 5");
  }

  @Test
  void build_pathsThatClimbOutOrNameNothing_areHiddenAndCounted() throws ArchiveException {
    TreeBuilder builder =
        builder(
            "../up", "a/../../up", "", "/", "./", "dir/..", "deep/" + "x/".repeat(200) + "y", "ok");
    assertThat(builder.hidden()).isEqualTo(5); // "/" and "./" are the root itself
    assertThat(builder.build(FACTS).list(List.of()).orElseThrow())
        .extracting(ArchiveEntry::name)
        .containsExactly("ok");
  }

  @Test
  void build_fileAndFolderOfOneName_renamesTheFile() throws ArchiveException {
    assertThat(shown("a", "a/b", "A.txt/c", "a.TXT"))
        .containsExactly("a (2) 0", "a/ -1", "a/b 1", "A.txt/ -1", "A.txt/c 2", "a (2).TXT 3");
  }

  @Test
  void build_foldersThatDifferInCase_areOne() throws ArchiveException {
    assertThat(shown("Dir/a", "dir/A", "DIR/", "straße/x", "STRASSE/y"))
        .containsExactly(
            "Dir/ 2", "Dir/a 0", "Dir/A (2) 1", "straße/ -1", "straße/x 3", "straße/y 4");
  }

  @Test
  void build_numberThatIsTaken_goesOn() throws ArchiveException {
    assertThat(shown("a (2)", "a", "a", "a", "a (2)"))
        .containsExactly("a (2) 0", "a 1", "a (3) 2", "a (4) 3", "a (2) (2) 4");
  }

  @Test
  void build_namesThatBecomeEqualWhenMadeSafe_areNumbered() throws ArchiveException {
    assertThat(shown("a?", "a？", "A?")).containsExactly("a？ 0", "a？ (2) 1", "A？ (3) 2");
  }

  @Test
  void settle_lastWins_givesTheLastTheName() throws ArchiveException {
    TreeBuilder builder = builder("a", "b", "a");
    builder.settle(true);
    assertThat(builder.find("a")).isEqualTo(2);
    assertThat(builder.find("./b")).isEqualTo(1);
    assertThat(builder.find("b/c")).isEqualTo(-1);
    assertThat(builder.find("../a")).isEqualTo(-1);
    builder.add("a", false, 3);
    assertThat(builder.build(FACTS).list(List.of()).orElseThrow())
        .extracting(ArchiveEntry::name)
        .containsExactly("a (2)", "b", "a", "a (3)");
  }

  @Test
  void build_thousandsOfOneName_isQuick() throws ArchiveException {
    TreeBuilder builder = new TreeBuilder(50_000);
    for (int id = 0; id < 50_000; id++) {
      builder.add("same", false, id);
    }
    MemberTree tree = builder.build(FACTS);
    assertThat(tree.find(List.of("same (50000)")).orElseThrow().id()).isEqualTo(49_999);
  }

  @Test
  void add_moreFoldersThanAllowed_isRefused() {
    TreeBuilder builder = new TreeBuilder(10);
    assertThatThrownBy(() -> builder.add("x/".repeat(60) + "y", false, 0))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("more than 21 files and folders");
  }

  @Test
  void add_moreNameBytesThanAllowed_isRefused() {
    TreeBuilder builder = new TreeBuilder(1_000_000, 10_000);
    String name = "n".repeat(230);
    assertThatThrownBy(
            () -> {
              for (int id = 0; id < 100; id++) {
                builder.add(name + id, false, id);
              }
            })
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("more than 10000 bytes");
  }
}
