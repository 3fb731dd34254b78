/**
 * Events after which a debtor may stand otherwise than before, by the register's own numbers: who and
 * what a proceeding is of, how it began, how the bankruptcy is solved, and how it ended. Claims that
 * creditors register, hearings, reports and addresses change nothing of that.
 */
export const HINT_TYPES: readonly string[] = [
  // Change of a person, of the matter, of its state.
  ...["1", "3", "372"],
  // Petition, with relief, with reorganisation, moratorium; notices of the beginning.
  ...["5", "6", "7", "10", "185", "1018"],
  // Refused, stopped, dismissed, for want of assets.
  ...["72", "73", "82", "83"],
  // Bankruptcy, with its solution.
  ...["75", "76", "77", "78", "94", "95"],
  // Relief allowed, approved, its plan, its end, what is forgiven.
  ...["172", "174", "175", "177", "178", "179", "181", "1034", "1050", "1065", "1069"],
];

/** Of the Slovak register, which says of a change only when it was. */
export const CHANGE_TYPE = "change";

/** Debtors who may no longer be told of (§ 425 of the Insolvency Act): the copy forgets them too. */
export const FORGET_TYPES: readonly string[] = ["636", "637"];

/** Why a hint was laid down without an answer: nobody is watched any more; a person sees to it. */
export const UNWATCHED = "registers.not_watched";
export const GIVEN_UP = "registers.given_up";
