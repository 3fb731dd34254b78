-- A sum of minor units that stays the bigint it is. The built-in one counts in numeric, whose state is
-- allocated for each group: of a plan of a million letters that was the dearest part.
create aggregate sum_minor(bigint) (
  sfunc = int8pl, stype = bigint, combinefunc = int8pl, parallel = safe
);
--> statement-breakpoint
-- Who is represented is asked of the whole portfolio at once; hardly any case is.
create index case_parties_represented on case_parties (tenant_id, case_id)
  where role = 'legalRepresentative';
