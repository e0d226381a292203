package swarmdrive.app.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A minute of a simple tune as a WAV file, so that a browser has something to play and to seek. */
final class DemoTune {
  private static final int RATE = 22_050;
  private static final int SECONDS = 60;
  private static final double[] NOTES = {
    261.63, 329.63, 392.0, 523.25, 440.0, 349.23, 392.0, 293.66
  };
  private static final int HEADER = 44;

  private DemoTune() {}

  /** 16 bit, one channel. */
  static byte[] wav() {
    int samples = RATE * SECONDS;
    ByteBuffer wav = ByteBuffer.allocate(HEADER + samples * 2).order(ByteOrder.LITTLE_ENDIAN);
    tag(wav, "RIFF").putInt(HEADER - 8 + samples * 2);
    tag(wav, "WAVE");
    tag(wav, "fmt ").putInt(16).putShort((short) 1).putShort((short) 1);
    wav.putInt(RATE).putInt(RATE * 2).putShort((short) 2).putShort((short) 16);
    tag(wav, "data").putInt(samples * 2);
    for (int i = 0; i < samples; i++) {
      wav.putShort(sample(i));
    }
    return wav.array();
  }

  private static ByteBuffer tag(ByteBuffer wav, String name) {
    return wav.put(name.getBytes(StandardCharsets.US_ASCII));
  }

  /** Two notes a second, each fading out. */
  private static short sample(int index) {
    double time = index / (double) RATE;
    double note = NOTES[(int) (time * 2) % NOTES.length];
    double fading = 1 - (time * 2) % 1;
    return (short) Math.round(StrictMath.sin(2 * Math.PI * note * time) * fading * 8_000);
  }
}
