package swarmdrive.engine;

import java.util.OptionalInt;

/**
 * An open reader at one moment.
 *
 * @param file its path, names separated by slashes
 * @param size of the file, in bytes
 * @param position in the file that was asked for last
 * @param waitingFor the piece that it waits for; empty if it waits for none
 */
public record ReaderView(String file, long size, long position, OptionalInt waitingFor) {}
