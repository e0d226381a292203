package swarmdrive.engine.metainfo;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import swarmdrive.engine.bencode.Bencode;

/**
 * Text of a torrent: UTF-8 as BEP 3 demands if the bytes are that, else the charset of the old
 * {@code encoding} key, else ISO 8859-1, which maps every byte to something.
 */
final class TextDecoder {
  private final Charset fallback;

  private TextDecoder(Charset fallback) {
    this.fallback = fallback;
  }

  static TextDecoder of(Optional<Bencode> encoding) {
    return new TextDecoder(
        encoding
            .filter(value -> value.isString() && value.length() <= 40)
            .flatMap(value -> charset(new String(value.content(), StandardCharsets.US_ASCII)))
            .orElse(StandardCharsets.ISO_8859_1));
  }

  private static Optional<Charset> charset(String name) {
    try {
      return Optional.of(Charset.forName(name)).filter(c -> !c.equals(StandardCharsets.UTF_8));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
      return Optional.empty();
    }
  }

  /** Name of the charset that the torrent gave; empty for none of use. */
  String encoding() {
    return fallback.equals(StandardCharsets.ISO_8859_1) ? "" : fallback.name();
  }

  String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException notUtf8) {
      return new String(bytes, fallback);
    }
  }

  /** The first that is a string of at most {@code most} bytes. */
  @SafeVarargs
  final Optional<String> decodeFirst(int most, Optional<Bencode>... candidates) {
    for (Optional<Bencode> candidate : candidates) {
      if (candidate.isPresent() && isString(candidate.get(), most)) {
        return Optional.of(decode(candidate.get().content()));
      }
    }
    return Optional.empty();
  }

  private static boolean isString(Bencode value, int most) {
    return value.isString() && value.length() <= most;
  }
}
