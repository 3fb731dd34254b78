import type { PackageEntry } from "./read-package";

/**
 * How our pictures begin their names in a package: unlike all that is there, for a letter of ours
 * may come back as a template, with the pictures of its first life.
 */
export function freeStem(entries: Iterable<Pick<PackageEntry, "name">>): string {
  const names = [...entries].map(({ name }) => name.slice(name.lastIndexOf("/") + 1).toLowerCase());
  for (let number = 1; ; number += 1) {
    const stem = number === 1 ? "saldo" : `saldo-${number}-`;
    if (!names.some((name) => name.startsWith(stem) && /^\d+\./.test(name.slice(stem.length)))) {
      return stem;
    }
  }
}
