/**
 * Whose holder a case names as its debtor: the first that stands on it. `refresh_case_search` (last
 * in 0010_debtor_order.sql) says the same, and a test holds the two together.
 */
export const DEBTOR_ROLES = ["debtor", "obligor", "applicant", "client"];

/** Who owes on a case: its debtor, and who owes the whole beside them. Not who only vouches. */
export const OWING_ROLES = [...DEBTOR_ROLES, "coDebtor", "borrower"];

/** Whose insolvency matters to a case: who owes, and who vouches for them. */
export const ANSWERABLE_ROLES = [...OWING_ROLES, "guarantor", "spouse"];
