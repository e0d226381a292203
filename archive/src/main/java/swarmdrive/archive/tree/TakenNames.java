package swarmdrive.archive.tree;

/** Finds the node that has a name in a folder, whatever its case. Not thread-safe. */
final class TakenNames {
  private final Nodes nodes;
  private int bits = 6;
  private int[] places = new int[1 << bits]; // 0, the root, is in no folder: free
  private int used;

  TakenNames(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The node, or -1. */
  int find(int folder, String name) {
    String folded = NameKey.fold(name);
    int hash = NameKey.hash(folded);
    for (int at = NameKey.place(hash, folder, bits); places[at] != 0; at = next(at)) {
      int node = places[at];
      if (nodes.hash(node) == hash
          && nodes.parent(node) == folder
          && NameKey.fold(nodes.name(node)).equals(folded)) {
        return node;
      }
    }
    return -1;
  }

  void add(int node) {
    if (++used * 2 > places.length) {
      grow();
    }
    put(node);
  }

  private void put(int node) {
    int at = NameKey.place(nodes.hash(node), nodes.parent(node), bits);
    while (places[at] != 0) {
      at = next(at);
    }
    places[at] = node;
  }

  private void grow() {
    int[] old = places;
    places = new int[1 << ++bits];
    for (int node : old) {
      if (node != 0) {
        put(node);
      }
    }
  }

  private int next(int at) {
    return (at + 1) & (places.length - 1);
  }
}
