/** What LibreOffice is asked to turn into PDF. */
export interface OfficeDocument {
  format: "docx" | "odt";
  content: Uint8Array;
}

/** Why a document gave no PDF; texts are `errors.<reason>` of the namespace `templates`. */
export const OFFICE_REASONS = [
  "office_unreadable",
  "office_timed_out",
  "office_crashed",
  "office_too_large",
] as const;
export type OfficeReason = (typeof OFFICE_REASONS)[number];

export type OfficeAnswer =
  | { isConverted: true; pdf: Buffer }
  | { isConverted: false; reason: OfficeReason };

export interface OfficeOptions {
  /** Stands in every PDF as its day, so that the same letter is the same file whenever it is made. */
  createdAt: Date;
  /** To the archive standard that courts and data boxes take (PDF/A-2b). */
  isArchival?: boolean;
  /** A person sits before it: it goes before what is printed for nobody in particular. */
  isWaitedFor?: boolean;
}

export type Office = { isInstalled: false } | InstalledOffice;

export interface InstalledOffice {
  isInstalled: true;
  /** As it says of itself, "7.4.7.2". */
  version: string;
  path: string;
  /**
   * One answer for each document, in their order. A document that cannot be read, hangs or brings
   * the office down costs only itself. Throws only for faults of this machine (a full disk).
   */
  toPdf(documents: readonly OfficeDocument[], options: OfficeOptions): Promise<OfficeAnswer[]>;
}

export interface OfficeSettings {
  /** The program; left out: looked for in the usual places. */
  path?: string | undefined;
  /** Processes at a time; each takes a core and some 200 MB. */
  processesMax?: number;
  /** Documents of one process. */
  batchSize?: number;
  limits?: Partial<OfficeLimits>;
}

export interface OfficeLimits {
  /** From the start to the first document, a cold disk included. */
  startMs: number;
  /** A process that says nothing of a next document for so long hangs. */
  documentMs: number;
  /** The whole batch has `startMs` and this for each of its documents. */
  averageMs: number;
}

export const DEFAULT_LIMITS: OfficeLimits = {
  startMs: 60_000,
  documentMs: 30_000,
  averageMs: 3000,
};

/** Far more than a letter has; a bomb is refused before a process is started for it. */
export const DOCUMENT_BYTES_MAX = 32 * 1024 * 1024;
