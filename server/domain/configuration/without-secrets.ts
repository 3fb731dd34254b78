const HIDDEN = "***";
/** Names under which people keep what lets somebody in. */
const NAME = /pass(word|wd|phrase)?$|secret|token|api[-_]?key|private[-_]?key|credential|heslo/i;

/** Name, password and query of an address are how it lets in; the rest says where it is. */
function plainUrl(text: string): string {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*(@|.*\?)/i.test(text)) return text;
  return (
    text
      .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#@]*@/i, `$1${HIDDEN}@`)
      // A value to be filled in is none yet.
      .replace(/([?&][^=&#]*=)(?!\{\w+\}(?:[&#]|$))[^&#]+/g, `$1${HIDDEN}`)
  );
}

/** The same value with secrets replaced: by the names they stand under, and those in addresses. */
export function withoutSecrets<T>(value: T): T {
  const clean = (given: unknown): unknown => {
    if (typeof given === "string") return plainUrl(given);
    if (Array.isArray(given)) return given.map(clean);
    if (typeof given !== "object" || given === null) return given;
    return Object.fromEntries(
      Object.entries(given).map(([name, each]) => {
        const isSecret = NAME.test(name) && each !== null && typeof each !== "object";
        return [name, isSecret ? HIDDEN : clean(each)];
      }),
    );
  };
  return clean(value) as T;
}
