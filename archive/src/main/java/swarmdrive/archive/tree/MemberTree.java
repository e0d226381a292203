package swarmdrive.archive.tree;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import swarmdrive.archive.ArchiveEntry;
import swarmdrive.archive.index.IndexInput;
import swarmdrive.archive.index.IndexOutput;

/**
 * Safe names as a tree in flat arrays. Immutable, safe for any number of threads; a look-up costs
 * the path's depth, a listing costs nothing before its entries are asked for.
 *
 * <p>Nodes are numbered breadth first, so the content of a folder is a run of nodes, and folders
 * beside in the same order, so the end of one run is the start of the next.
 */
public final class MemberTree {
  private final byte[] names;
  private final int[] nameStarts; // node -> first byte, one more than there are nodes
  private final int[] links; // node -> id of a file's member, or ~ number of the folder
  private final int[] contents; // folder -> its first node, one more than there are folders
  private final int[] folderMembers; // folder -> id of its member, or -1
  private final int[] places; // hash table of nodes; 0, the root, is in no folder: free
  private final int placeBits;
  private final MemberFacts facts;

  private MemberTree(Nodes nodes, int[] order, MemberFacts facts) {
    int count = order.length;
    this.facts = facts;
    names = new byte[nameBytes(nodes, order)];
    nameStarts = new int[count + 1];
    links = new int[count];
    int folders = 0;
    for (int node = 0; node < count; node++) {
      int built = order[node];
      nodes.copyName(built, names, nameStarts[node]);
      nameStarts[node + 1] = nameStarts[node] + nodes.nameLength(built);
      links[node] = nodes.folder(built) ? ~folders++ : nodes.member(built);
    }
    contents = new int[folders + 1];
    folderMembers = new int[folders];
    placeBits = placeBits(count);
    places = new int[1 << placeBits];
    fill(nodes, order);
  }

  private MemberTree(IndexInput in, MemberFacts facts) {
    this.facts = facts;
    names = in.bytes();
    nameStarts = in.ints();
    links = in.ints();
    contents = in.ints();
    folderMembers = in.ints();
    placeBits = placeBits(links.length);
    places = new int[1 << placeBits];
    for (int folder = 0; folder < folderMembers.length; folder++) {
      for (int node = contents[folder]; node < contents[folder + 1]; node++) {
        put(node, NameKey.place(NameKey.hash(NameKey.fold(name(node))), folder, placeBits));
      }
    }
  }

  /** The tree that {@link #writeTo} wrote. */
  public static MemberTree readFrom(IndexInput in, MemberFacts facts) {
    return new MemberTree(in, facts);
  }

  /** Writes all but the facts, and the table of places: its hashes are secret to each process. */
  public void writeTo(IndexOutput out) throws IOException {
    out.bytes(names);
    out.ints(nameStarts);
    out.ints(links);
    out.ints(contents);
    out.ints(folderMembers);
  }

  private static int placeBits(int nodes) {
    return 33 - Integer.numberOfLeadingZeros(nodes);
  }

  private static int nameBytes(Nodes nodes, int[] order) {
    int bytes = 0;
    for (int built : order) {
      bytes += nodes.nameLength(built);
    }
    return bytes;
  }

  private void fill(Nodes nodes, int[] order) {
    int[] folderOf = new int[order.length]; // builder's node -> folder number
    for (int node = 0; node < order.length; node++) {
      int built = order[node];
      if (links[node] < 0) {
        folderOf[built] = ~links[node];
        folderMembers[~links[node]] = nodes.member(built);
      }
      if (node > 0) {
        int folder = folderOf[nodes.parent(built)];
        contents[folder + 1] = node + 1; // ends up behind the last of them
        put(node, NameKey.place(nodes.hash(built), folder, placeBits));
      }
    }
    contents[0] = 1;
    for (int folder = 1; folder < contents.length; folder++) {
      contents[folder] = Math.max(contents[folder], contents[folder - 1]); // empty ones
    }
  }

  private void put(int node, int at) {
    while (places[at] != 0) {
      at = (at + 1) & (places.length - 1);
    }
    places[at] = node;
  }

  static MemberTree of(Nodes nodes, MemberFacts facts) {
    return new MemberTree(nodes, breadthFirst(nodes), facts);
  }

  /** All nodes, those of one folder together and in the order they were added. */
  private static int[] breadthFirst(Nodes nodes) {
    int count = nodes.count();
    int[] starts = new int[count + 1];
    for (int node = 1; node < count; node++) {
      starts[nodes.parent(node) + 1]++;
    }
    Arrays.parallelPrefix(starts, Integer::sum);
    int[] byParent = new int[count];
    int[] next = Arrays.copyOf(starts, count);
    for (int node = 1; node < count; node++) {
      byParent[next[nodes.parent(node)]++] = node;
    }
    int[] order = new int[count];
    for (int at = 0, end = 1; at < count; at++) {
      int length = starts[order[at] + 1] - starts[order[at]];
      System.arraycopy(byParent, starts[order[at]], order, end, length);
      end += length;
    }
    return order;
  }

  /** What lies directly in a folder, as {@link swarmdrive.archive.ArchiveIndex#list}. */
  public Optional<List<ArchiveEntry>> list(List<String> folder) {
    int node = node(folder);
    return node >= 0 && links[node] < 0
        ? Optional.of(
            new FolderListing(
                this,
                ImmutableList.copyOf(folder),
                contents[~links[node]],
                contents[~links[node] + 1]))
        : Optional.empty();
  }

  /** The entry at a path, as {@link swarmdrive.archive.ArchiveIndex#find}. */
  public Optional<ArchiveEntry> find(List<String> path) {
    int node = node(path);
    return node > 0 ? Optional.of(entry(ImmutableList.copyOf(path), node)) : Optional.empty();
  }

  ArchiveEntry entry(ImmutableList<String> path, int node) {
    boolean folder = links[node] < 0;
    int id = folder ? folderMembers[~links[node]] : links[node];
    return new ArchiveEntry(
        path,
        folder,
        folder ? 0 : facts.size(id),
        id < 0 ? Optional.empty() : facts.modified(id),
        id);
  }

  String name(int node) {
    return new String(
        names, nameStarts[node], nameStarts[node + 1] - nameStarts[node], StandardCharsets.UTF_8);
  }

  private int node(List<String> path) {
    int node = 0;
    for (String segment : path) {
      if (links[node] >= 0) {
        return -1;
      }
      node = child(~links[node], segment);
      if (node < 0) {
        return -1;
      }
    }
    return node;
  }

  private int child(int folder, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    int at = NameKey.place(NameKey.hash(NameKey.fold(name)), folder, placeBits);
    for (; places[at] != 0; at = (at + 1) & (places.length - 1)) {
      int node = places[at];
      if (node >= contents[folder] && node < contents[folder + 1] && named(node, bytes)) {
        return node;
      }
    }
    return -1;
  }

  private boolean named(int node, byte[] name) {
    return Arrays.equals(names, nameStarts[node], nameStarts[node + 1], name, 0, name.length);
  }
}
