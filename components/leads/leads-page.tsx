"use client";

import { DomainsSection } from "./domains-section";
import { FormsSection } from "./forms-section";
import { LeadRulesSection } from "./lead-rules-section";

/** How people who may buy reach us: forms of web sites, mails, and whose domains are known. */
export function LeadsPage() {
  return (
    <div className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-8">
      <FormsSection />
      <LeadRulesSection />
      <DomainsSection />
    </div>
  );
}
