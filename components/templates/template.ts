import type { RouterOutput } from "../api/crm";

export type TemplateRow = RouterOutput["templates"]["list"][number];
export type TemplateDetail = RouterOutput["templates"]["get"];
export type TemplateVersion = TemplateDetail["versions"][number];
export type Problem = TemplateVersion["problems"][number];
export type ShownLetter = RouterOutput["templates"]["preview"];
export type TestedTemplate = RouterOutput["templates"]["test"];
export type MergeField = RouterOutput["templates"]["mergeFields"][number];

/** What the door for uploads answers. */
export interface UploadedTemplate extends Pick<TemplateDetail, "format"> {
  templateId: number;
  versionId: number;
  number: number;
  expressions: string[];
  problems: Problem[];
}

/** Endings that the file dialog offers; others may be dropped, and are refused with a reason. */
export const TEMPLATE_ENDINGS = ".docx,.odt,.html,.htm,.txt";

/** Where the bytes of a version are; without one those of the current version. */
export function fileAddress(templateId: number, versionId?: number): string {
  const query = versionId === undefined ? "" : `?versionId=${versionId}`;
  return `/api/files/templates/${templateId}${query}`;
}

export type LetterAddress = { templateId: number; versionId: number; caseId: number };

/** Where the letter of a case is; `shown`: as a page for a frame, else as a download. */
export function letterAddress(of: LetterAddress, { shown }: { shown: boolean }): string {
  const { templateId, versionId, caseId } = of;
  const query = `caseId=${caseId}&versionId=${versionId}${shown ? "&shown" : ""}`;
  return `/api/files/templates/${templateId}/letter?${query}`;
}

/** Endings of attachments that the file dialog offers; what a file is says its content. */
export const ATTACHMENT_ENDINGS = ".pdf,.docx,.odt,.png,.jpg,.jpeg";

/** Where a file beside a template is read. */
export const attachmentAddress = (templateId: number, fileId: number): string =>
  `/api/files/templates/${templateId}/attachments/${fileId}`;
