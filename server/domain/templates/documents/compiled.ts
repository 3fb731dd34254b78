import type { PackageEntry } from "./package/read-package";
import type { ConstantPart } from "./package/write-package";
import type { Step } from "./structure/program";

export const TEMPLATE_FORMATS = ["docx", "odt", "html", "txt"] as const;
export type TemplateFormat = (typeof TEMPLATE_FORMATS)[number];

export const MEDIA_TYPES: Readonly<Record<TemplateFormat, string>> = {
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  odt: "application/vnd.oasis.opendocument.text",
  html: "text/html; charset=utf-8",
  txt: "text/plain; charset=utf-8",
};

/** A template ready to make letters of. It lives in memory; kept are the file and its settings. */
export type CompiledTemplate = {
  /** Fields as their author wrote them, in the order of the file, each once. */
  expressions: readonly string[];
  /** Canonical paths that the fields read: what a letter needs to be loaded. */
  paths: readonly string[];
  /** Fields that could not be read. They stay as written, and no letter counts as resolved. */
  broken: readonly string[];
} & (PackageTemplate | TextTemplate);

export interface PackageTemplate {
  format: "docx" | "odt";
  /** Files without fields. */
  entries: readonly PackageEntry[];
  parts: readonly PackagePart[];
  pictures: PictureHost;
  /** Constant files laid out, by the names of those that a letter replaces. */
  layouts: Map<string, ConstantPart>;
}

export interface PackagePart {
  name: string;
  steps: readonly Step[];
  spelling: Spelling;
}

/** How a part writes values. */
export interface Spelling {
  text(value: string): string;
  picture(picture: PlacedPicture): string;
}

export interface PlacedPicture {
  /** Counts the pictures of a letter from 1; equal ones share a number. */
  number: number;
  widthMm: number;
  heightMm: number;
  alt: string;
}

/** One picture in one part. */
export interface PictureUse {
  part: string;
  number: number;
  png: Uint8Array;
}

/** Where a package keeps pictures: their files, and the files that tell of them. */
export type PictureHost = (uses: readonly PictureUse[]) => PackageEntry[];

export interface TextTemplate {
  format: "html" | "txt";
  steps: readonly Step[];
  /** The same letter for readers without HTML; null for text, which is it already. */
  plain: readonly Step[] | null;
  /** The file does not end with a line break, so neither does a letter whose last line repeats. */
  endsBare: boolean;
}
