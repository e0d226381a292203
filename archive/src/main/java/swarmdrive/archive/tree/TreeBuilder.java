package swarmdrive.archive.tree;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import swarmdrive.archive.ArchiveException;

/**
 * Takes members in the archive's order and makes a {@link MemberTree} of them.
 *
 * <p>Folders that clash are one folder. Files that clash with a folder or an earlier file, upper
 * and lower case being equal, become {@code name (2).ext}. Not thread-safe.
 */
public final class TreeBuilder {
  /** Names of one archive, bytes of UTF-8. */
  private static final int MAX_NAME_BYTES = 64 << 20;

  private final Nodes nodes;
  private final TakenNames taken;
  private final Map<Integer, Integer> lastNumber = new HashMap<>();
  private boolean settled;
  private int hidden;
  private @Nullable String lastFolderPath;
  private int lastFolder;

  /**
   * @param maxMembers members and folders that no member names, each: more end in an exception
   */
  public TreeBuilder(int maxMembers) {
    this(maxMembers, MAX_NAME_BYTES);
  }

  TreeBuilder(int maxMembers, int maxNameBytes) {
    nodes = new Nodes((int) Math.min(Integer.MAX_VALUE - 8L, 2L * maxMembers + 1), maxNameBytes);
    taken = new TakenNames(nodes);
    try {
      nodes.add(-1, "", true, -1);
    } catch (ArchiveException e) {
      throw new AssertionError("room for the root", e);
    }
  }

  /**
   * Adds a member.
   *
   * @param path as the archive spells it, decoded, with slashes between its segments
   * @param id the member's number, from 0
   * @throws ArchiveException if there are too many
   */
  public void add(String path, boolean folder, int id) throws ArchiveException {
    int slash = path.lastIndexOf('/');
    String name = folder ? "" : path.substring(slash + 1);
    String folderPath = folder ? path : path.substring(0, slash + 1);
    if (!folder && !SafePath.isName(name)) {
      hidden++;
    } else if (enter(folderPath)) {
      put(folder, name, id);
    } else {
      hidden++;
    }
  }

  /** Most archives keep the files of a folder together: its path is looked at once. */
  private boolean enter(String folderPath) throws ArchiveException {
    if (!folderPath.equals(lastFolderPath)) {
      Optional<List<String>> segments = SafePath.segments(folderPath);
      if (segments.isEmpty()) {
        return false;
      }
      lastFolder = folder(segments.get());
      lastFolderPath = folderPath;
    }
    return true;
  }

  private void put(boolean folder, String name, int id) throws ArchiveException {
    if (!folder) {
      int node = nodes.add(lastFolder, SafeName.of(name), false, id);
      if (settled) {
        settle(node);
      }
    } else if (nodes.member(lastFolder) < 0 && lastFolder != 0) {
      nodes.member(lastFolder, id);
    }
  }

  private int folder(List<String> segments) throws ArchiveException {
    int node = 0;
    for (String segment : segments) {
      int child = taken.find(node, segment);
      if (child < 0) {
        child = nodes.add(node, segment, true, -1);
        taken.add(child);
      }
      node = child;
    }
    return node;
  }

  /** Members that are not shown: their names climb out of the archive, or name nothing. */
  public int hidden() {
    return hidden;
  }

  /**
   * Gives the files added so far their final names: every folder has its own by now. Later ones get
   * theirs when they are added.
   *
   * @param lastWins true if of files with one name the last keeps it, else the first
   */
  public void settle(boolean lastWins) throws ArchiveException {
    int count = nodes.count();
    for (int i = 1; i < count; i++) {
      int node = lastWins ? count - i : i;
      if (!nodes.folder(node)) {
        settle(node);
      }
    }
    settled = true;
  }

  /** Number of the file at a path, spelled as in {@link #add}, once they are settled; or -1. */
  public int find(String path) {
    Optional<List<String>> segments = SafePath.segments(path);
    int node = 0;
    for (String segment : segments.orElse(List.of())) {
      node = node < 0 || !nodes.folder(node) ? -1 : taken.find(node, segment);
    }
    return node < 0 || nodes.folder(node) ? -1 : nodes.member(node);
  }

  /** The finished tree; the builder is used up. */
  public MemberTree build(MemberFacts facts) throws ArchiveException {
    if (!settled) {
      settle(false);
    }
    return MemberTree.of(nodes, facts);
  }

  private void settle(int file) throws ArchiveException {
    String name = nodes.name(file);
    int holder = taken.find(nodes.parent(file), name);
    if (holder >= 0) {
      nodes.rename(file, free(nodes.parent(file), name, holder));
    }
    taken.add(file);
  }

  private String free(int folder, String name, int holder) {
    int number = lastNumber.getOrDefault(holder, 1);
    String numbered;
    do {
      numbered = SafeName.numbered(name, ++number);
    } while (taken.find(folder, numbered) >= 0);
    lastNumber.put(holder, number);
    return numbered;
  }
}
