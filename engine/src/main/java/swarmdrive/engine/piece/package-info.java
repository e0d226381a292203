/**
 * What is verified and where it lies. A piece enters a store once its hash was right; from then on
 * it can be leased, which keeps it from eviction, and read or sent from the file it lies in. Knows
 * neither peers nor readers.
 */
@NullMarked
package swarmdrive.engine.piece;

import org.jspecify.annotations.NullMarked;
