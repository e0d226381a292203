package swarmdrive.archive.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import swarmdrive.archive.ArchiveException;

/** The growing columns of a tree that is being built; node 0 is the root. Not thread-safe. */
final class Nodes {
  private final int maxNodes;
  private final int maxNameBytes;
  private final BitSet folders = new BitSet();
  private int count;
  private int[] parent = new int[64];
  private int[] member = new int[64];
  private int[] hash = new int[64];
  private int[] nameFrom = new int[64];
  private int[] nameTo = new int[64];
  private byte[] names = new byte[1024];
  private int namesEnd;

  Nodes(int maxNodes, int maxNameBytes) {
    this.maxNameBytes = maxNameBytes;
    this.maxNodes = maxNodes;
  }

  int count() {
    return count;
  }

  int add(int parentNode, String name, boolean folder, int id) throws ArchiveException {
    if (count == maxNodes) {
      throw new ArchiveException("archive names more than " + maxNodes + " files and folders");
    }
    if (count == parent.length) {
      grow(Math.min(maxNodes, count * 2));
    }
    int node = count++;
    parent[node] = parentNode;
    member[node] = id;
    folders.set(node, folder);
    rename(node, name);
    return node;
  }

  void rename(int node, String name) throws ArchiveException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > maxNameBytes - namesEnd) {
      throw new ArchiveException(
          "names of the archive's members take more than " + maxNameBytes + " bytes");
    }
    if (namesEnd + bytes.length > names.length) {
      names = Arrays.copyOf(names, Math.max(namesEnd + bytes.length, names.length * 2));
    }
    System.arraycopy(bytes, 0, names, namesEnd, bytes.length);
    nameFrom[node] = namesEnd;
    namesEnd += bytes.length;
    nameTo[node] = namesEnd;
    hash[node] = NameKey.hash(NameKey.fold(name));
  }

  private void grow(int capacity) {
    parent = Arrays.copyOf(parent, capacity);
    member = Arrays.copyOf(member, capacity);
    hash = Arrays.copyOf(hash, capacity);
    nameFrom = Arrays.copyOf(nameFrom, capacity);
    nameTo = Arrays.copyOf(nameTo, capacity);
  }

  int parent(int node) {
    return parent[node];
  }

  boolean folder(int node) {
    return folders.get(node);
  }

  int member(int node) {
    return member[node];
  }

  void member(int node, int id) {
    member[node] = id;
  }

  int hash(int node) {
    return hash[node];
  }

  int nameLength(int node) {
    return nameTo[node] - nameFrom[node];
  }

  String name(int node) {
    return new String(names, nameFrom[node], nameLength(node), StandardCharsets.UTF_8);
  }

  void copyName(int node, byte[] target, int at) {
    System.arraycopy(names, nameFrom[node], target, at, nameLength(node));
  }
}
