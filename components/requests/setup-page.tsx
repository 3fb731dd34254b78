"use client";

import { CannedSection } from "./canned-section";
import { PromisesSection } from "./promises-section";
import { RulesSection } from "./rules-section";

/** How requests are dealt with: whose they are, by when, and what is answered often. */
export function SetupPage() {
  return (
    <div className="grid max-w-4xl gap-8">
      <RulesSection />
      <PromisesSection />
      <CannedSection />
    </div>
  );
}
