package swarmdrive.engine.metainfo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes bencoded values (BEP 3) one after another; the caller keeps dictionary keys in order. */
final class BencodeWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  BencodeWriter beginDictionary() {
    bytes.write('d');
    return this;
  }

  BencodeWriter beginList() {
    bytes.write('l');
    return this;
  }

  BencodeWriter end() {
    bytes.write('e');
    return this;
  }

  BencodeWriter integer(long value) {
    return raw(("i" + value + "e").getBytes(StandardCharsets.US_ASCII));
  }

  BencodeWriter string(String value) {
    return string(value.getBytes(StandardCharsets.UTF_8));
  }

  BencodeWriter string(byte[] value) {
    return raw((value.length + ":").getBytes(StandardCharsets.US_ASCII)).raw(value);
  }

  BencodeWriter strings(Collection<String> values) {
    beginList();
    values.forEach(this::string);
    return end();
  }

  /** A value that is encoded already. */
  BencodeWriter raw(byte[] encoded) {
    bytes.writeBytes(encoded);
    return this;
  }

  byte[] toBytes() {
    return bytes.toByteArray();
  }
}
