import type { PlainRequestKind } from "@/db/values/portal";
import { DomainError } from "@/server/kernel/errors";
import { authorize, type OperatorContext, reading } from "../../context";
import { guessKind } from "./guess-kind";
import { mailInput } from "./inputs";
import { readMail, subjectOf, wordsOf } from "./load-mail";
import { namedIn } from "./place-for";
import { readMailRules } from "./rules";
import { partiesOf } from "./senders";

export interface MailCandidate {
  partyId: number;
  name: string;
  /** Their address wrote it, or it names a case of theirs. */
  because: "address" | "case";
  refNo: string | null;
}

/** With what the form of a new request for a mail begins. */
export interface MailProposal {
  subject: string;
  kind: PlainRequestKind;
  candidates: MailCandidate[];
}

const CANDIDATES_MAX = 20;

/** Who may have written a mail that waits, the likeliest first. Throws not_found. */
export async function proposeRequest(
  ctx: OperatorContext,
  raw: { messageId: number },
): Promise<MailProposal> {
  authorize(ctx, "messages:send");
  const { messageId } = mailInput.parse(raw);
  return reading(ctx, async (tx) => {
    const mail = await readMail(tx, messageId);
    if (mail.caseId !== null) throw new DomainError("not_found", "messages.not_found");
    const subject = subjectOf(mail);
    const { kindWords } = await readMailRules(tx);
    const named = namedIn([mail.subject, wordsOf(mail)]);
    const byAddress = await partiesOf(tx, mail.fromAddress);
    const candidates = await tx.sql<MailCandidate[]>`
      select p.id as "partyId", p.full_name as name, f.because, f."refNo"
        from (select distinct on (id) * from (
                select id, 'address' as because, null as "refNo"
                  from unnest(${byAddress}::bigint[]) as a(id)
                union all
                select living_party(cp.party_id), 'case', k.ref_no
                  from cases k join case_parties cp on cp.case_id = k.id
                 where k.ref_no = any(${named}) and k.voided_at is null
                   and cp.role in ('debtor', 'obligor', 'applicant', 'client', 'coDebtor',
                                   'borrower', 'guarantor')) found
               order by id, because) f
        join parties p on p.id = f.id
       order by f.because, p.full_name limit ${CANDIDATES_MAX}`;
    const kind = mail.guessedKind ?? guessKind(subject, wordsOf(mail), kindWords);
    return { subject, kind, candidates: [...candidates] };
  });
}
