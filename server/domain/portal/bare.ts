const NUMBER_LENGTH = 8;

/** A number as people write it: without its signs between, an IČO with its leading zeros. */
export function bare(text: string | null | undefined): string {
  const signs = (text ?? "").toUpperCase().replace(/[^A-Z0-9]/g, "");
  return /^\d+$/.test(signs) ? signs.padStart(NUMBER_LENGTH, "0") : signs;
}
