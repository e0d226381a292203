/**
 * Where log lines go. {@code conf/logback.xml} has the console; {@code serve} adds a rolling file
 * in the data folder, and {@code -v} shows what swarmdrive does in detail.
 */
@NullMarked
package swarmdrive.app.log;

import org.jspecify.annotations.NullMarked;
