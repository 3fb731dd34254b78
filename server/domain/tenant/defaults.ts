import type { TagEffect } from "@/db/values/cases";
import type { ComponentKind } from "@/db/values/claims";
import type { HomeCountry } from "@/server/kernel/locale";

export interface DefaultProfile {
  code: string;
  name: string;
  /** Kinds in the order of payment; kinds of one inner list rank equal. */
  kindOrder: ComponentKind[][];
  isDefault: boolean;
  /** Where the order comes from; shown beside it, with the warning that a lawyer has to confirm it. */
  source: string;
}

const CZ_CIVIL: Omit<DefaultProfile, "isDefault"> = {
  code: "cz-civil",
  name: "CZ – občanský zákoník § 1932 odst. 1",
  // § 1932 is silent on penalties and fees, so they stand last, apart.
  kindOrder: [
    ["costs"],
    ["lateInterest"],
    ["interest"],
    ["principal"],
    ["contractualPenalty", "fee"],
  ],
  source:
    "Zákon č. 89/2012 Sb., § 1932 odst. 1 (znění od 1. 7. 2021). " +
    "Smluvní pokuta a poplatky v něm nejsou uvedeny. K potvrzení právníkem.",
};

const CZ_CONSUMER: Omit<DefaultProfile, "isDefault"> = {
  code: "cz-consumer",
  name: "CZ – spotřebitel v prodlení § 1932 odst. 2",
  kindOrder: [
    ["costs", "fee"],
    ["principal"],
    ["interest"],
    ["lateInterest"],
    ["contractualPenalty"],
  ],
  source:
    "Zákon č. 89/2012 Sb., § 1932 odst. 2 (znění od 1. 7. 2021): spotřebitel v prodlení. " +
    "Přesné pořadí k potvrzení právníkem.",
};

const SK_COMMERCIAL: Omit<DefaultProfile, "isDefault"> = {
  code: "sk-commercial",
  name: "SK – Obchodný zákonník § 330",
  kindOrder: [
    ["costs"],
    ["lateInterest", "interest"],
    ["principal"],
    ["contractualPenalty", "fee"],
  ],
  source:
    "Zákon č. 513/1991 Zb., § 330: najprv úroky, potom istina. " +
    "Náklady, pokuty a poplatky v ňom nie sú uvedené. Na potvrdenie právnikom.",
};

const SK_CIVIL: Omit<DefaultProfile, "isDefault"> = {
  code: "sk-civil",
  name: "SK – spotrebiteľ a občianske vzťahy",
  kindOrder: [
    ["principal"],
    ["interest"],
    ["lateInterest"],
    ["costs"],
    ["contractualPenalty", "fee"],
  ],
  source:
    "Občiansky zákonník poradie neustanovuje; istina najprv je zaužívaná prax. " +
    "Na potvrdenie právnikom.",
};

/**
 * The orders of payment a new tenant may agree on with a group. None is the default: until the
 * company chooses one, the rule packs order its payments by the law of each case.
 */
export function defaultProfiles(country: HomeCountry): DefaultProfile[] {
  const isCzech = country === "CZ";
  return [
    { ...CZ_CONSUMER, isDefault: false },
    { ...CZ_CIVIL, isDefault: false },
    ...(isCzech
      ? []
      : [
          { ...SK_CIVIL, isDefault: false },
          { ...SK_COMMERCIAL, isDefault: false },
        ]),
  ];
}

/** Tags that carry behaviour; names are the tenant's own data and may be renamed. */
export function defaultTags(country: HomeCountry): { name: string; effect: TagEffect }[] {
  const isCzech = country === "CZ";
  return [
    { name: isCzech ? "Nekontaktovat" : "Nekontaktovať", effect: "do_not_contact" },
    { name: "Stop výzvy", effect: "stop_notices" },
    { name: "Stop úroky", effect: "stop_interest" },
    { name: "Stop poplatky", effect: "stop_fees" },
  ];
}
