"use client";

import type { Day } from "@/server/kernel/days";
import { AssignClaimsDialog } from "./assign-claims-dialog";
import { ChargeDialog } from "./charge-dialog";
import { ClaimAccount } from "./claim-account";
import { ClaimDialog } from "./claim-dialog";
import { InterestDialog } from "./interest-dialog";
import { InterestSheet } from "./interest-sheet";
import { LowerDialog, type Lowering } from "./lower-dialog";
import { PaymentDialog } from "./payment-dialog";
import { PaymentQrDialog, type PaymentQrProps } from "./payment-qr-dialog";
import { type ChargeOfClaim, ReverseChargeDialog } from "./reverse-charge-dialog";
import { ReversePaymentDialog } from "./reverse-payment-dialog";
import { type CaseClaimsData, type Claim, currenciesOf, type Payment } from "./rows";
import { SettlementDialog } from "./settlement-dialog";
import { type InterestOfClaim, StopInterestDialog } from "./stop-interest-dialog";
import { SurplusDialog } from "./surplus-dialog";

/** What a person asked to do on the case's claims. */
export type Asked =
  | { kind: "claim" }
  | { kind: "payment"; claim?: Claim }
  | { kind: "charge"; claim: Claim }
  | { kind: "account"; claim: Claim }
  | { kind: "interest"; claim: Claim }
  | { kind: "qr"; qr: PaymentQrProps }
  | { kind: "stopInterest"; target: InterestOfClaim }
  | { kind: "explain"; target: InterestOfClaim; onDay: Day | null }
  | { kind: "lower"; claim: Claim; how: Lowering }
  | { kind: "settlement" }
  | { kind: "assign" }
  | { kind: "surplus"; payment: Payment }
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
    case "interest":
      return <InterestDialog claim={asked.claim} onClose={onClose} />;
    case "qr":
      return <PaymentQrDialog {...asked.qr} onClose={onClose} />;
    case "stopInterest":
      return <StopInterestDialog target={asked.target} onClose={onClose} />;
    case "explain":
      return <InterestSheet target={asked.target} onDay={asked.onDay} onClose={onClose} />;
    case "lower":
      return <LowerDialog caseId={caseId} claim={asked.claim} kind={asked.how} onClose={onClose} />;
    case "settlement":
      return <SettlementDialog caseId={caseId} data={data} onClose={onClose} />;
    case "assign":
      return <AssignClaimsDialog caseId={caseId} onClose={onClose} />;
    case "surplus":
      return <SurplusDialog payment={asked.payment} onClose={onClose} />;
    case "reversePayment":
      return <ReversePaymentDialog payment={asked.payment} onClose={onClose} />;
    case "reverseCharge":
      return <ReverseChargeDialog target={asked.target} onClose={onClose} />;
  }
}
