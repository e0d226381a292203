/**
 * What is verified and where it lies. A piece enters a store once its hash was right; from then on
 * it can be leased, which keeps it from eviction, and read or sent from the file it lies in. Knows
 * neither peers nor readers.
 *
 * <p>On disk ({@link swarmdrive.engine.piece.PieceDisk}): a folder for each torrent, in it segment
 * files and a record of what in them is verified. Bytes reach the disk before the record says so;
 * what a crash leaves unrecorded is hashed again only when somebody wants it.
 *
 * <p>All files together stay within {@link swarmdrive.engine.piece.DiskBudget}: room is taken
 * before it is written to, and what was not used for the longest time makes room, a segment at a
 * time.
 *
 * <p><b>Locks</b>, each taken only while holding ones before it:
 *
 * <ol>
 *   <li>{@code Recorder.lock}: one batch at a time; held during I/O, no reader and no put needs it.
 *   <li>{@code PieceDisk.scanning}: the look through all folders at the start; I/O, once.
 *   <li>{@code StoreLoader.lock}: the first look into a torrent's folder; I/O, once.
 *   <li>{@code SharedFile.lock}: opening and closing one file; I/O, needed only by who needs that
 *       file open.
 *   <li>{@code SegmentedStore.lock}: which piece is where; no I/O.
 *   <li>{@code OpenFiles.lock}, {@code DiskHealth.lock}, {@code PieceMemory.lock}, {@code
 *       DiskBudget.lock}: a few instructions each, no I/O, no other lock inside.
 * </ol>
 *
 * A lease of a piece on disk takes none of them.
 */
@NullMarked
package swarmdrive.engine.piece;

import org.jspecify.annotations.NullMarked;
