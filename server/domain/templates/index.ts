export { archiveTemplate } from "./archive-template";
export { arrangeAttachments } from "./attachments/arrange-attachments";
export { attachFile } from "./attachments/attach-file";
export { knownAttachment } from "./attachments/attachment-kind";
export { readAttachment } from "./attachments/read-attachment";
export type { TemplateProblem } from "./documents/problem";
export { type FilledText, fillTexts } from "./fill-text";
export {
  getTemplate,
  type TemplateAttachment,
  type TemplateDetail,
  type TemplateVersion,
} from "./get-template";
export { type SmsLength, smsLength, stripDiacritics } from "./language";
export {
  factsToAsk,
  LETTER_TOKEN_LENGTH,
  type LetterFact,
  type LetterLink,
  letterToken,
  readLetterToken,
} from "./letter-link";
export { listMergeFields, type MergeField } from "./list-merge-fields";
export { listTemplates, type TemplateItem } from "./list-templates";
export { type LetterTemplate, loadTemplate } from "./load";
export { fileStem, type Letter, makeLetter } from "./make-letter";
export { readMergeData } from "./merge-data/read-merge-data";
export type { LetterSubject, NoticeFacts } from "./merge-data/subject";
export { prefetchCustom } from "./prefetch-custom";
export { previewTemplate, showTemplate } from "./preview-template";
export { type Printed, printFiles } from "./print/print-files";
export { OFFICE_TYPES, printWayOf } from "./print/print-way";
export { hasPages, type ShownDocument, showDocument } from "./print/show-document";
export { readTemplateFile } from "./read-template-file";
export {
  SAMPLE_TEMPLATES,
  type SampleCode,
  type SampleTemplate,
} from "./samples/sample-templates";
export { saveTemplate } from "./save-template";
export { smsText } from "./sms-text";
export { type TestedTemplate, testTemplate } from "./test-template";
export { type UploadedTemplate, uploadTemplate } from "./upload-template";
