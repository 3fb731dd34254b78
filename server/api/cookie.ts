/** Value of a cookie in a Cookie header, decoded; undefined when it is not there. */
export function cookieOf(header: string | null, name: string): string | undefined {
  const start = `${name}=`;
  const found = header?.split(/; */).find((pair) => pair.startsWith(start));
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found.slice(start.length));
  } catch {
    return undefined;
  }
}
