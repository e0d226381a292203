package swarmdrive.archive.zip;

import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import swarmdrive.archive.ArchiveException;
import swarmdrive.archive.ByteSource;
import swarmdrive.archive.MemberData;
import swarmdrive.archive.codec.CheckedStream;
import swarmdrive.archive.codec.SourceStream;
import swarmdrive.archive.deflate.DeflatedMember;
import swarmdrive.archive.deflate.DeflatedMembers;
import swarmdrive.archive.spool.Spool;
import swarmdrive.archive.spool.SpooledStream;

/** Opens members by their method. Safe for any number of threads. */
final class Unpacking {
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final DeflatedMembers deflated;
  private final Spool spool;

  @Inject
  Unpacking(DeflatedMembers deflated, Spool spool) {
    this.deflated = deflated;
    this.spool = spool;
  }

  MemberData open(PackedMember member) throws IOException {
    return switch (member.payload().method()) {
      case STORED -> stored(member);
      case DEFLATED ->
          new MemberData.Decoded(deflated.open(deflated(member), member.payload().bytes()));
      default -> new MemberData.Decoded(spool.open(spooled(member), member.payload().bytes()));
    };
  }

  private MemberData stored(PackedMember member) throws ArchiveException {
    Payload payload = member.payload();
    ZipIndex.refuse(
        payload.length() != member.size(),
        member.name(),
        "it is stored as it is, but in another length");
    return payload.encrypted()
        ? new MemberData.Decoded(
            new StoredMember(
                member.name(),
                payload.bytes(),
                member.crc(),
                !payload.checked() || !deflated.keepsWhole(payload.length())))
        : new MemberData.Mapped(payload.position(), payload.length());
  }

  private static DeflatedMember deflated(PackedMember member) {
    Payload payload = member.payload();
    return new DeflatedMember(
        new DeflatedMember.Key(member.archive(), member.id()),
        member.name(),
        payload.position(),
        payload.length(),
        member.size(),
        member.crc(),
        payload.checked());
  }

  private static SpooledStream spooled(PackedMember member) throws ArchiveException {
    Payload payload = member.payload();
    MethodDecoder decoder = Methods.decoder(payload.method());
    if (decoder == null) {
      throw new ArchiveException(
          member.name()
              + " cannot be read: "
              + Methods.describe(payload.method())
              + " is not supported");
    }
    return new SpooledStream(
        member.archive() + "/" + member.id(),
        member.name(),
        member.size(),
        payload.length(),
        payload.bytes().size(),
        archive -> decode(member, decoder, archive));
  }

  private static InputStream decode(PackedMember member, MethodDecoder decoder, ByteSource archive)
      throws IOException {
    Payload payload = member.payload();
    InputStream packed = new SourceStream(archive, payload.position(), payload.length());
    InputStream decoded = decoder.open(packed, member.size());
    return payload.checked() ? new CheckedStream(decoded, member.crc()) : decoded;
  }
}
