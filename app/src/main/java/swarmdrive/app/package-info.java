/**
 * The program: its commands and the wiring of the rooms. A command reads its options, asks {@code
 * config} for records, lets Guice make the engine, the archives' formats and the server, and gives
 * them the library's folder as a tree. Nothing but {@code Main} ends the process.
 */
@NullMarked
package swarmdrive.app;

import org.jspecify.annotations.NullMarked;
