import type { Fragment, Tx } from "@/db/client";
import type { Day } from "@/server/kernel/days";
import { OWING_ROLES } from "../cases";
import { claimGrownSql } from "../claims";
import type { MatchRules } from "./match-rules";

/** Claims of one amount that are compared by name, and movements of one account that are remembered. */
const SAME_AMOUNT_MAX = 200;
const REMEMBERED_MAX = 20;
/** Claims of one payer that are looked at. */
const PAYER_CLAIMS_MAX = 50;

export interface MatchSource {
  /** Which movements: a condition on `bank_movements m`, with order and limit; begins with "where". */
  which: Fragment;
  /** Every step for every movement (to show), or each step only for those that none before found. */
  isWhole: boolean;
  rules: MatchRules;
  /** Up to which day interest counts. */
  today: Day;
}

/**
 * The cascade as common tables: `fresh`, the movements, and `hits`, whom each step found, a row a
 * claim (of a symbol nobody asks what it grew to). A further step is one more table of the same columns and its name in the two lists below.
 *
 * Every look-up is a lateral with "offset 0", which keeps the planner at the index for each row: in
 * the middle of an import its statistics know nothing of the claims that have just come.
 */
export function matchSql(tx: Tx, source: MatchSource): Fragment {
  const { sql } = tx;
  return sql`
    fresh as materialized (
      select m.id, m.attempt, m.reason, m.amount_minor, m.currency, m.is_reversal, m.booked_on,
             m.value_on, coalesce(m.corrected_symbol, m.variable_symbol) as symbol, m.symbol_key,
             m.match_keys, m.payer_words, m.counter_account, m.counter_name, m.message,
             array(select case_id from match_refusals r where r.movement_id = m.id) as refused,
             m.amount_minor > 0 and not m.is_reversal as is_money_in
        from bank_movements m ${source.which}),
    by_symbol as materialized (${bySymbol(tx)}),
    by_text as materialized (${byText(tx, source)}),
    by_instalment as materialized (${byInstalment(tx, source)}),
    by_account as materialized (${byAccount(tx, source)}),
    by_name as materialized (${byName(tx, source)}),
    by_near as materialized (${byNear(tx, source)}),
    hits as materialized (
      select h.*, case when family = 'symbol' then h.balance_minor
                  else h.balance_minor + coalesce(${claimGrownSql(tx, source.today, sql`h.claim_id`)}, 0)
             end as today_minor
        from (select 'symbol' as family, * from by_symbol
      union all select 'text', * from by_text
      union all select 'instalment', * from by_instalment
      union all select 'account', * from by_account
      union all select 'name', * from by_name
      union all select 'near', * from by_near) h)`;
}

/**
 * What a claim `c` owes today. Whoever pays has seen a balance of some day since the last booking: it
 * is looked for between what is booked and this.
 */
export const owedTodaySql = (tx: Tx, today: Day): Fragment =>
  tx.sql`c.balance_minor + coalesce(${claimGrownSql(tx, today)}, 0)`;

const isOwedSql = (tx: Tx, today: Day): Fragment => tx.sql`
  (c.balance_minor = f.amount_minor
   or c.balance_minor < f.amount_minor and f.amount_minor <= ${owedTodaySql(tx, today)})`;

type Step = { step: keyof MatchRules; found: string[] };

/**
 * Movements `f` that a step is to look for: with what it needs, and, unless all steps are wanted, left
 * by those before it. "offset 0" again: nobody is looked for whom an earlier step has found.
 */
function leftOver(
  { sql }: Tx,
  { isWhole, rules }: MatchSource,
  { step, found, needs }: Step & { needs: Fragment },
): Fragment {
  const before = isWhole ? [] : found;
  const rest = before.reduce(
    (all, table) => sql`${all} and f.id not in (select id from ${sql(table)})`,
    rules[step] === "off" ? sql`and false` : sql``,
  );
  return sql`(select f.* from fresh f where f.is_money_in and ${needs} ${rest} offset 0) f`;
}

/**
 * VS as a number, also of paid claims and other currencies: they say why nothing was booked; and the
 * VS of an instalment schedule, which leads to the claims that it is about.
 */
const bySymbol = ({ sql }: Tx) => sql`
  select f.id, h.* from fresh f cross join lateral (
    select c.case_id, c.id as claim_id, c.balance_minor, c.symbol_key,
           c.balance_minor > 0 and c.currency = f.currency as is_open,
           c.currency = f.currency as is_currency, c.variable_symbol = f.symbol as is_exact
      from claims c join cases k on k.id = c.case_id and k.voided_at is null
     where c.symbol_key = f.symbol_key and c.voided_at is null and c.case_id <> all (f.refused)
    union
    select c.case_id, c.id, c.balance_minor, s.symbol_key,
           c.balance_minor > 0 and c.currency = f.currency, c.currency = f.currency,
           s.variable_symbol = f.symbol
      from instalment_schedules s join cases k on k.id = s.case_id and k.voided_at is null
      join claims c on c.case_id = s.case_id and c.currency = s.currency and c.voided_at is null
       and (s.claim_id is null or s.claim_id = c.id)
       and c.symbol_key is distinct from s.symbol_key
     where s.symbol_key = f.symbol_key and s.end_kind is null and s.voided_at is null
       and s.case_id <> all (f.refused)
    offset 0) h
   where f.is_money_in and f.symbol_key is not null`;

const OPEN = "c.balance_minor > 0 and c.currency = f.currency and c.voided_at is null";
const AS_HIT = "c.case_id, c.id as claim_id, c.balance_minor, c.symbol_key";

/**
 * That a number is not a symbol in the message of `f`, but a part of the number of a case ("7/2026")
 * other than that of claim `c`: whoever writes it means that case.
 */
const isNoOthersNumber = ({ sql }: Tx) => sql`
  not exists (
    select from regexp_matches(f.message, '(?<![0-9])([0-9]{1,15})/([0-9]{4})(?![0-9])', 'g') part
      join cases o on o.ref_year = part[2]::int and o.ref_number = part[1]::bigint
       and o.ref_no = part[1] || '/' || part[2] and o.voided_at is null and o.id <> c.case_id
     where key in (symbol_key(part[1]), symbol_key(part[2])))`;

/** Numbers of the SS and of the message; the VS itself was looked up before. */
const byText = (tx: Tx, source: MatchSource) => tx.sql`
  select distinct f.id, h.*, true, true, false
    from ${leftOver(tx, source, {
      ...{ step: "symbol_in_text", found: ["by_symbol"] },
      needs: tx.sql`cardinality(f.match_keys) > 0`,
    })}
   cross join lateral unnest(f.match_keys) key
   cross join lateral (
     select ${tx.sql.unsafe(AS_HIT)}
       from claims c join cases k on k.id = c.case_id and k.voided_at is null
      where c.symbol_key = key and ${tx.sql.unsafe(OPEN)} and c.case_id <> all (f.refused)
       and ${isNoOthersNumber(tx)}
     offset 0) h
   where key is distinct from f.symbol_key`;

/** Cases `k` whom money of this account has paid before, and the others of the same debtor. */
const paidBefore = ({ sql }: Tx) => sql`
      (select distinct p.case_id from (
              select p.case_id from bank_movements p
               where p.counter_account = f.counter_account and p.state = 'matched'
               order by p.id desc limit ${REMEMBERED_MAX}) p where p.case_id is not null) paid
      join cases before on before.id = paid.case_id
     cross join lateral (
       select before.id union
       select o.id from cases o where o.debtor_party_id = before.debtor_party_id) own
      join cases k on k.id = own.id and k.voided_at is null`;

/** Just what the next instalment of such a case still wants. */
const byInstalment = (tx: Tx, source: MatchSource) => tx.sql`
  select f.id, h.*, true, true, false
    from ${leftOver(tx, source, {
      ...{ step: "instalment_amount", found: ["by_symbol", "by_text"] },
      needs: tx.sql`f.counter_account is not null`,
    })}
   cross join lateral (
    select distinct ${tx.sql.unsafe(AS_HIT)}
      from ${paidBefore(tx)}
      join instalment_schedules s on s.case_id = k.id and s.end_kind is null
       and s.voided_at is null and s.currency = f.currency and s.next_open_minor = f.amount_minor
      join claims c on c.case_id = k.id and (s.claim_id is null or s.claim_id = c.id)
     where ${tx.sql.unsafe(OPEN)} and c.case_id <> all (f.refused)
     limit ${PAYER_CLAIMS_MAX}) h`;

/** Whom money of this account has paid before. */
const byAccount = (tx: Tx, source: MatchSource) => tx.sql`
  select f.id, h.*, true, true, false
    from ${leftOver(tx, source, {
      ...{ step: "known_account", found: ["by_symbol", "by_text", "by_instalment"] },
      needs: tx.sql`f.counter_account is not null`,
    })}
   cross join lateral (
    select ${tx.sql.unsafe(AS_HIT)}
      from ${paidBefore(tx)}
      join claims c on c.case_id = k.id
     where ${tx.sql.unsafe(OPEN)} and c.case_id <> all (f.refused)
     limit ${PAYER_CLAIMS_MAX}) h`;

/**
 * All that is owed on a claim to the haléř, by somebody who shares two words of the name; with interest
 * since the last booking by somebody of the very name, for no index knows what grows.
 */
const byName = (tx: Tx, source: MatchSource) => tx.sql`
  select f.id, h.*, true, true, false
    from ${leftOver(tx, source, {
      ...{ step: "name_amount", found: ["by_symbol", "by_text", "by_instalment", "by_account"] },
      needs: tx.sql`cardinality(f.payer_words) > 0`,
    })}
   cross join lateral (
    select ${tx.sql.unsafe(AS_HIT)} from (
      select c.* from claims c
       where c.balance_minor = f.amount_minor and c.currency = f.currency and c.voided_at is null
       limit ${SAME_AMOUNT_MAX}) c
      join cases k on k.id = c.case_id and k.voided_at is null
     where c.case_id <> all (f.refused) and exists (
       select from case_parties cp join parties p on p.id = cp.party_id
        where cp.case_id = c.case_id and cp.role = any (${OWING_ROLES})
          and (select count(*) from unnest(f.payer_words) word
                where word = any (string_to_array(p.name_key, ' ')))
              >= least(2, cardinality(f.payer_words)))
    union
    select ${tx.sql.unsafe(AS_HIT)}
      from parties p
      join case_parties cp on cp.party_id = p.id and cp.role = any (${OWING_ROLES})
      join cases k on k.id = cp.case_id and k.voided_at is null
      join claims c on c.case_id = k.id
     where p.name_key = array_to_string(f.payer_words, ' ') and p.merged_into_id is null
       and ${isOwedSql(tx, source.today)} and ${tx.sql.unsafe(OPEN)}
       and c.case_id <> all (f.refused)
    offset 0) h`;

/** A symbol one slip away whose claim owes the very amount. */
const byNear = (tx: Tx, source: MatchSource) => tx.sql`
  select f.id, h.*, true, true, false
    from ${leftOver(tx, source, {
      ...{
        step: "near_symbol",
        found: ["by_symbol", "by_text", "by_instalment", "by_account", "by_name"],
      },
      needs: tx.sql`f.symbol_key is not null`,
    })}
   cross join lateral (
    select ${tx.sql.unsafe(AS_HIT)}
      from claims c join cases k on k.id = c.case_id and k.voided_at is null
     where c.symbol_key = any (near_symbols(f.symbol_key)) and ${isOwedSql(tx, source.today)}
       and ${tx.sql.unsafe(OPEN)} and c.case_id <> all (f.refused)
    offset 0) h`;
