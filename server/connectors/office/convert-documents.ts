import { type Answers, convertBatch, type Numbered } from "./convert-batch";
import {
  DEFAULT_LIMITS,
  DOCUMENT_BYTES_MAX,
  type InstalledOffice,
  type OfficeAnswer,
  type OfficeDocument,
  type OfficeSettings,
} from "./office";
import { makeTurns } from "./turns";

const PROCESSES_MAX = 2;
const BATCH_SIZE = 50;

/** The conversion of one installed office: its processes wait for each other whoever asks. */
export function convertDocuments(path: string, settings: OfficeSettings): InstalledOffice["toPdf"] {
  const { processesMax = PROCESSES_MAX, batchSize = BATCH_SIZE } = settings;
  const limits = { ...DEFAULT_LIMITS, ...settings.limits };
  const turns = makeTurns(processesMax);
  return async (documents, options) => {
    const answers: Answers = new Map();
    const numbered: Numbered[] = [];
    for (const [number, document] of documents.entries()) {
      const refused = refusalOf(document);
      if (refused) answers.set(number, refused);
      else numbered.push({ number, document });
    }
    const batches = batchesOf(numbered, { batchSize, processesMax });
    const rules = { path, limits, options };
    const parts = await Promise.all(
      batches.map((batch) => turns(() => convertBatch(batch, rules), options)),
    );
    for (const part of parts) for (const [number, answer] of part) answers.set(number, answer);
    return documents.map(
      (_, number) => answers.get(number) ?? { isConverted: false, reason: "office_crashed" },
    );
  };
}

/** Both formats are ZIP archives; the office would take anything else for plain text or HTML. */
function refusalOf({ content }: OfficeDocument): OfficeAnswer | null {
  if (content.length > DOCUMENT_BYTES_MAX) {
    return { isConverted: false, reason: "office_too_large" };
  }
  const isArchive = content[0] === 0x50 && content[1] === 0x4b && content[2] === 3;
  return isArchive ? null : { isConverted: false, reason: "office_unreadable" };
}

/** Batches of one format each; fewer than would keep all processes busy are shared among them. */
function batchesOf(
  documents: readonly Numbered[],
  { batchSize, processesMax }: { batchSize: number; processesMax: number },
): Numbered[][] {
  const batches: Numbered[][] = [];
  for (const format of ["docx", "odt"] as const) {
    const same = documents.filter(({ document }) => document.format === format);
    const count = Math.ceil(same.length / batchSize);
    // A process costs a second to start: what is done in less is not shared.
    const shared = same.length > 30 ? Math.max(count, processesMax) : count;
    const size = Math.ceil(same.length / Math.max(1, shared));
    for (let at = 0; at < same.length; at += size) batches.push(same.slice(at, at + size));
  }
  return batches;
}
