/** Of RFC 3676; many programs lose its space. */
const DELIMITER = /^-- ?$/;

/** Lines that programs of telephones write below every mail. */
const DEVICE =
  /^(odesláno|odoslané|odeslané|sent|gesendet|отправлено|stáhněte si|stiahnite si|get outlook)\s(\S{1,20}\s)?(z|ze|zo|from|von|с|из|pro|pre|for)\s.{1,80}$/iu;

/**
 * A mail's new words without the signature below them; where nothing would be left it stays. Ask it of
 * a text whose quotes are cut.
 */
export function cutSignature(text: string): string {
  const lines = text.split("\n");
  const at = lines.findIndex((line) => DELIMITER.test(line.replace(/\r$/, "")));
  const kept = at > 0 ? lines.slice(0, at) : lines;
  while (kept.length > 1 && isBelow(kept.at(-1) ?? "")) kept.pop();
  const shown = kept.join("\n").trim();
  return shown === "" ? text.trim() : shown;
}

const isBelow = (line: string): boolean => line.trim() === "" || DEVICE.test(line.trim());
