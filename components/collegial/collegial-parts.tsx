"use client";

import type { CaseDetail } from "../cases/case-detail";
import type { Process } from "../workflow/processes";
import { CaseCollegial } from "./case-collegial";
import { SignedDocuments } from "./signed-documents";

type Props = {
  detail: Pick<CaseDetail, "id" | "category">;
  process: Process;
  /** Where it is asked: above everything, or among the parts of the overview. */
  place: "page" | "overview";
};

/** Of a document its files and actions are what it is about; of another case they are one part. */
export function CollegialParts({ detail, process, place }: Props) {
  const isAboutFiles = detail.category === "document";
  if (isAboutFiles !== (place === "page")) return null;
  return (
    <div className={place === "page" ? "mb-4 grid gap-5" : "grid gap-6"}>
      {isAboutFiles ? <SignedDocuments caseId={detail.id} isAlways /> : null}
      <CaseCollegial caseId={detail.id} process={process} />
      {isAboutFiles ? null : <SignedDocuments caseId={detail.id} isAlways={false} />}
    </div>
  );
}
