package io.damocles.devnet.chain;

import io.damocles.chain.CborBytes;
import io.damocles.chain.Cid;
import java.util.ArrayList;
import java.util.List;

/**
 * The root of a list as blocks name it: the CID of an array mapped trie of width 8, as on the real
 * chain. Its nodes are stored nowhere.
 */
final class ArrayRoot {
  private static final int WIDTH = 8;

  private ArrayRoot() {}

  /** The root over values that are CBOR already. */
  static Cid of(List<byte[]> values) {
    List<byte[]> level = nodes(values, false);
    int height = 0;
    while (level.size() > 1) {
      level = nodes(level.stream().map(node -> link(Cid.ofCbor(node))).toList(), true);
      height++;
    }
    byte[] root =
        new CborBytes()
            .array(3)
            .number(height)
            .number(values.size())
            .encoded(level.get(0))
            .toByteArray();
    return Cid.ofCbor(root);
  }

  private static byte[] link(Cid cid) {
    return new CborBytes().cid(cid).toByteArray();
  }

  private static List<byte[]> nodes(List<byte[]> members, boolean links) {
    List<byte[]> nodes = new ArrayList<>();
    for (int from = 0; from < members.size(); from += WIDTH) {
      nodes.add(node(members.subList(from, Math.min(members.size(), from + WIDTH)), links));
    }
    return nodes.isEmpty() ? List.of(node(List.of(), links)) : nodes;
  }

  private static byte[] node(List<byte[]> members, boolean links) {
    CborBytes node =
        new CborBytes().array(3).bytes(new byte[] {(byte) ((1 << members.size()) - 1)});
    if (links) {
      fill(node, members).array(0);
    } else {
      fill(node.array(0), members);
    }
    return node.toByteArray();
  }

  private static CborBytes fill(CborBytes node, List<byte[]> members) {
    node.array(members.size());
    members.forEach(node::encoded);
    return node;
  }
}
