import type { Process, ProcessField } from "../workflow/processes";
import type { CaseDetail } from "./case-detail";

/** Fields that this person may see in this state. */
export function shownFields(detail: CaseDetail, process: Process): ProcessField[] {
  return process.fields.filter((field) => !detail.fieldRules[field.key]?.isHidden);
}

/** Fields under the headings of the process; those without one come first. */
export function sectionsOf(process: Process, fields: readonly ProcessField[]) {
  const sections = [{ code: "", name: "" }, ...process.sections];
  return sections
    .map((section) => ({
      ...section,
      fields: fields.filter((field) => (field.section ?? "") === section.code),
    }))
    .filter((section) => section.fields.length > 0);
}
