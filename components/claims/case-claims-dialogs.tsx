"use client";

import { ChargeDialog } from "./charge-dialog";
import { ClaimAccount } from "./claim-account";
import { ClaimDialog } from "./claim-dialog";
import { PaymentDialog } from "./payment-dialog";
import { type ChargeOfClaim, ReverseChargeDialog } from "./reverse-charge-dialog";
import { ReversePaymentDialog } from "./reverse-payment-dialog";
import { type CaseClaimsData, type Claim, currenciesOf, type Payment } from "./rows";

/** What a person asked to do on the case's claims. */
export type Asked =
  | { kind: "claim" }
  | { kind: "payment"; claim?: Claim }
  | { kind: "charge"; claim: Claim }
  | { kind: "account"; claim: Claim }
  | { kind: "reversePayment"; payment: Payment }
  | { kind: "reverseCharge"; target: ChargeOfClaim };

type DialogsProps = { caseId: number; data: CaseClaimsData; asked: Asked; onClose: () => void };

export function CaseClaimsDialogs({ caseId, data, asked, onClose }: DialogsProps) {
  switch (asked.kind) {
    case "claim":
      return (
        <ClaimDialog caseId={caseId} currency={currenciesOf(data)[0] ?? "CZK"} onClose={onClose} />
      );
    case "payment":
      return (
        <PaymentDialog caseId={caseId} data={data} claimId={asked.claim?.id} onClose={onClose} />
      );
    case "charge":
      return <ChargeDialog claim={asked.claim} onClose={onClose} />;
    case "account":
      return <ClaimAccount claim={asked.claim} onClose={onClose} />;
    case "reversePayment":
      return <ReversePaymentDialog payment={asked.payment} onClose={onClose} />;
    case "reverseCharge":
      return <ReverseChargeDialog target={asked.target} onClose={onClose} />;
  }
}
