/**
 * The HTTP API below {@code /api/v1/} and {@code /healthz}: records written as JSON by Jackson,
 * errors as {@code application/problem+json} (RFC 9457). It only tells so far; the numbers come
 * from the rooms, absolute and since the start, so that any number of readers may ask.
 */
@NullMarked
package swarmdrive.app.api;

import org.jspecify.annotations.NullMarked;
