import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { DomainError } from "@/server/kernel/errors";
import type { Locale } from "@/server/kernel/locale";
import type { ManualRole } from "./inputs";
import { type Manual, readManual } from "./manual-text";

// The program always starts in its own folder.
const DOCS = join(process.cwd(), "docs");
const PICTURE = /^[a-z0-9-]+\.png$/;

/** The manual of a role in the reader's language. Throws not_found `help.no_manual`. */
export async function getManual(role: ManualRole, locale: Locale): Promise<Manual> {
  try {
    return readManual(await readFile(join(DOCS, "manuals", locale, `${role}.md`), "utf8"));
  } catch (cause) {
    throw new DomainError({ kind: "not_found", cause }, "help.no_manual");
  }
}

/** A picture of the manuals, as the test run took it. Throws not_found `help.no_picture`. */
export async function readPicture(name: string): Promise<Buffer> {
  if (!PICTURE.test(name)) throw new DomainError("not_found", "help.no_picture");
  try {
    return await readFile(join(DOCS, "screenshots", name));
  } catch (cause) {
    throw new DomainError({ kind: "not_found", cause }, "help.no_picture");
  }
}
