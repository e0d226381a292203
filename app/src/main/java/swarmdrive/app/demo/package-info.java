/**
 * The demonstration: sample content made in code, the same every time, seeded by a second engine
 * that a tracker on loopback makes known, and a guide to what can be tried with it. Nothing of it
 * leaves this machine, and nothing stays.
 */
@NullMarked
package swarmdrive.app.demo;

import org.jspecify.annotations.NullMarked;
