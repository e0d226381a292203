/**
 * The HTTP API below {@code /api/v1/}, {@code /healthz} and {@code /readyz}: an operation for each
 * method and path ({@code openapi.json} describes them all), records written as JSON by Jackson,
 * errors as {@code application/problem+json} (RFC 9457). Numbers come from the rooms, absolute and
 * since the start, so that any number of readers may ask. Every change is one of a file in the
 * library's folder ({@code Shelf}), which the library then sees as it sees any other.
 */
@NullMarked
package swarmdrive.app.api;

import org.jspecify.annotations.NullMarked;
