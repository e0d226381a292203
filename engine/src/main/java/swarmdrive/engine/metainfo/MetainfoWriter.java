package swarmdrive.engine.metainfo;

import java.util.List;
import swarmdrive.engine.bencode.BencodeWriter;

/** Writes .torrent files (BEP 3, 12, 19); keys in the order that bencoding demands. */
final class MetainfoWriter {
  static final String CREATED_BY = "swarmdrive";

  private MetainfoWriter() {}

  static byte[] write(Metainfo metainfo) {
    BencodeWriter out = new BencodeWriter().beginDictionary();
    writeTrackers(out, metainfo.trackers());
    if (!metainfo.comment().isEmpty()) {
      out.string("comment").string(metainfo.comment());
    }
    out.string("created by").string(CREATED_BY);
    metainfo.created().ifPresent(at -> out.string("creation date").integer(at.getEpochSecond()));
    if (!metainfo.encoding().isEmpty()) {
      out.string("encoding").string(metainfo.encoding());
    }
    out.string("info").raw(metainfo.infoBytes());
    if (!metainfo.webSeeds().isEmpty()) {
      out.string("url-list").strings(metainfo.webSeeds());
    }
    return out.end().toBytes();
  }

  private static void writeTrackers(BencodeWriter out, List<List<String>> tiers) {
    if (tiers.isEmpty()) {
      return;
    }
    out.string("announce").string(tiers.getFirst().getFirst());
    if (tiers.size() > 1 || tiers.getFirst().size() > 1) {
      out.string("announce-list").beginList();
      tiers.forEach(out::strings);
      out.end();
    }
  }
}
