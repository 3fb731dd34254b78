import { writeFile } from "node:fs/promises";
import { SAMPLE_TEMPLATES } from "@/server/domain/templates";

/**
 * Writes the sample templates beside itself, as the program itself offers them for download:
 *
 *   npx tsx examples/templates/make-templates.ts
 */
for (const { fileName, bytes } of Object.values(SAMPLE_TEMPLATES)) {
  await writeFile(new URL(fileName, import.meta.url), bytes());
}
