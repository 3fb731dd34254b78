-- Why, and on what ground, something was looked up before it was anybody's. Until now it was always
-- for a form; what was said of an address besides stands in the audit.
alter table company_lookups add column purpose text not null default 'form';
--> statement-breakpoint
alter table company_lookups add column legal_basis text not null default 'gdpr_6_1_f';
--> statement-breakpoint
alter table company_lookups alter column purpose drop default;
--> statement-breakpoint
alter table company_lookups alter column legal_basis drop default;
--> statement-breakpoint
-- The machine's own watch is most of the log; who looked at whom is read past it.
create index screenings_by_people on screenings (tenant_id, asked_at)
  where cause <> 'watch' and cause <> 'feed';
--> statement-breakpoint
-- Functions that see over the walls are the application's to call, nobody else's.
do $$
declare f text;
begin
  for f in select oid::regprocedure from pg_proc
            where pronamespace = 'public'::regnamespace
              and proname in ('feed_mark', 'settle_feed', 'insolvency_feed_is_wanted',
                              'match_insolvency_events', 'match_insolvency_changes') loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to saldo_app', f);
  end loop;
end $$;
