package swarmdrive.engine.bencode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/** Writes bencoded values (BEP 3) one after another; the caller keeps dictionary keys in order. */
public final class BencodeWriter {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  public BencodeWriter beginDictionary() {
    bytes.write('d');
    return this;
  }

  public BencodeWriter beginList() {
    bytes.write('l');
    return this;
  }

  public BencodeWriter end() {
    bytes.write('e');
    return this;
  }

  public BencodeWriter integer(long value) {
    return raw(("i" + value + "e").getBytes(StandardCharsets.US_ASCII));
  }

  public BencodeWriter string(String value) {
    return string(value.getBytes(StandardCharsets.UTF_8));
  }

  public BencodeWriter string(byte[] value) {
    return raw((value.length + ":").getBytes(StandardCharsets.US_ASCII)).raw(value);
  }

  public BencodeWriter strings(Collection<String> values) {
    beginList();
    values.forEach(this::string);
    return end();
  }

  /** A value that is encoded already. */
  public BencodeWriter raw(byte[] encoded) {
    bytes.writeBytes(encoded);
    return this;
  }

  public byte[] toBytes() {
    return bytes.toByteArray();
  }
}
