/** Types a browser may show inside the page; everything else is only ever downloaded. */
const SHOWN: [type: string, magic: readonly number[], at: number][] = [
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d], 0],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 0],
  ["image/jpeg", [0xff, 0xd8, 0xff], 0],
  ["image/gif", [0x47, 0x49, 0x46, 0x38], 0],
  ["image/webp", [0x57, 0x45, 0x42, 0x50], 8],
];

/**
 * The type by the first bytes, never by the name: a page called `receipt.png` must not run as a
 * page. null = to be downloaded, not shown.
 */
export function shownTypeOf(head: Uint8Array): string | null {
  const found = SHOWN.find(([, magic, at]) => magic.every((byte, i) => head[at + i] === byte));
  return found?.[0] ?? null;
}
