import { SAMPLE_TEMPLATES, saveTemplate, uploadTemplate } from "@/server/domain/templates";
import type { Agency } from "./agency";

/** The sample templates, set up as they are meant to be sent. */
export async function uploadLetters({ supervisor }: Agency): Promise<void> {
  for (const { fileName, bytes, settings } of Object.values(SAMPLE_TEMPLATES)) {
    const content = (async function* () {
      yield bytes();
    })();
    const { templateId } = await uploadTemplate(supervisor, { fileName }, content);
    // An upload is the second change of a template: its row, then its current file.
    await saveTemplate(supervisor, { ...settings, templateId, version: 2 });
  }
}
