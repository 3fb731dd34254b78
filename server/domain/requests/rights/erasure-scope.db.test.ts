import { expect, it } from "vitest";
import { reading } from "../../context";
import { openDesk } from "../../testing";

const desk = await openDesk();

/** What an erasure empties or deletes. */
const ERASED = [
  ...["parties", "party_addresses", "party_bank_accounts", "party_contacts", "party_licences"],
  ...["party_merges", "portal_users", "portal_entry_links", "portal_invitations"],
  ...["portal_letter_sessions", "portal_sessions", "portal_sign_in_links", "organisation_joins"],
  ...["organisation_contacts", "organisation_codes", "client_changes", "messages", "case_events"],
  "request_readings",
];

/** What stays, and on what ground. */
const KEPT: Record<string, string> = {
  case_groups: "a creditor by the number of their card",
  case_insolvencies: "which public proceeding a case has to do with",
  case_parties: "who stood on a case, by the number of the card",
  cases: "the debtor by the number of the card",
  claim_assignments: "accounting: whose a claim was",
  contact_holds: "why nobody was written to",
  data_rights: "that the law's request was answered",
  hit_verdicts: "evidence of the screening that the law asks for",
  insolvency_changes: "public data, append-only",
  insolvency_run_parties: "which card was looked up and when",
  issued_papers: "accounting: confirmations that were given out",
  lead_domains: "organisations alone",
  organisation_parents: "organisations alone",
  party_insolvency: "public data by the number of the card",
  portal_letter_ways: "counts alone, and shut from then on",
  proceedings: "authorities alone",
  screenings: "evidence of the screening that the law asks for",
  shown_documents: "which document of a case was shown, by the number of the card",
};

it("an erasure handles, or keeps on a ground, every table that names a person", async () => {
  const operator = await (await desk.tenant()).operator();
  const rows = await reading(
    operator,
    ({ sql }) => sql<{ name: string }[]>`
      select distinct conrelid::regclass::text collate "C" as name from pg_constraint
       where contype = 'f' and confrelid in ('parties'::regclass, 'portal_users'::regclass)
       order by 1`,
  );
  const known = [...ERASED, ...Object.keys(KEPT)].sort();
  expect(rows.map(({ name }) => name)).toEqual(known);
});
