/** Numbers and times as people read them. */

const UNITS = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"];

/** Bytes with three digits or so. */
export function bytes(count) {
  let unit = 0;
  let value = count;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${UNITS[unit]}`;
}

export const rate = (perSecond) => `${bytes(perSecond)}/s`;

/** A share of a whole, never rounded up to all of it. */
export function percent(part, whole) {
  if (!whole) return "0 %";
  return part >= whole ? "100 %" : `${Math.min(99, Math.floor((part * 100) / whole))} %`;
}

/** Seconds as the two largest units. */
export function duration(seconds) {
  const parts = [
    [Math.floor(seconds / 86400), "d"],
    [Math.floor(seconds / 3600) % 24, "h"],
    [Math.floor(seconds / 60) % 60, "min"],
    [Math.floor(seconds) % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return "0 s";
  return parts
    .slice(first, first + 2)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(" ");
}

export function time(instant) {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleTimeString();
}

export function day(instant) {
  const at = new Date(instant);
  return Number.isNaN(at.getTime()) ? "" : at.toLocaleDateString();
}

export const plural = (count, word) => `${count} ${word}${count === 1 ? "" : "s"}`;
