package swarmdrive.e2e;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A home-made Game Boy cartridge. Its program writes a text into the memory that a battery keeps,
 * and does nothing more: an emulator that saved the text has run it.
 */
final class GameBoyRom {
  static final String SAVED = "started from the swarm";

  private static final int BYTES = 32 << 10;
  private static final int ENTRY = 0x100;
  private static final int TITLE = 0x134;
  private static final int PROGRAM = 0x150;
  private static final int TEXT = 0x200;

  private GameBoyRom() {}

  static byte[] bytes() {
    byte[] rom = new byte[BYTES];
    put(rom, ENTRY, 0x00, 0xc3, 0x50, 0x01); // nop; jp PROGRAM
    System.arraycopy("SWARMDRIVE".getBytes(StandardCharsets.US_ASCII), 0, rom, TITLE, 10);
    put(rom, 0x147, 0x03, 0x00, 0x02, 0x01); // MBC1 with battery, 32 KiB, 8 KiB kept
    put(
        rom,
        PROGRAM,
        0xf3, // di
        0x3e, // ld a,
        0x0a,
        0xea, // ld (0),a: the kept memory may be written
        0x00,
        0x00,
        0x21, // ld hl, TEXT
        0x00,
        0x02,
        0x11, // ld de, where the kept memory begins
        0x00,
        0xa0,
        0x06, // ld b, length
        SAVED.length(),
        0x2a, // ld a,(hl+)
        0x12, // ld (de),a
        0x13, // inc de
        0x05, // dec b
        0x20, // jr nz, to the first of these
        0xfa,
        0x18, // jr to itself
        0xfe);
    System.arraycopy(SAVED.getBytes(StandardCharsets.US_ASCII), 0, rom, TEXT, SAVED.length());
    rom[0x14d] = headerSum(rom);
    return rom;
  }

  private static byte headerSum(byte[] rom) {
    int sum = 0;
    for (int at = TITLE; at < 0x14d; at++) {
      sum = sum - rom[at] - 1;
    }
    return (byte) sum;
  }

  private static void put(byte[] rom, int at, int... values) {
    for (int i = 0; i < values.length; i++) {
      rom[at + i] = (byte) values[i];
    }
  }

  /** In a zip, as sets of ROMs are kept. */
  static byte[] zipped(String name) throws java.io.IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes());
    }
    return bytes.toByteArray();
  }
}
