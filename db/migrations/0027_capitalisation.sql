-- Interest on interest where it was agreed: every so many months what is unpaid of the agreed interest is
-- added to what it grows from.
alter table interest_terms
  add column capital_months smallint,
  add constraint interest_terms_capital check (capital_months in (1, 3, 6, 12)),
  add constraint interest_terms_capital_agreed
    check (capital_months is null or (regime = 'agreed' and rate_per = 'year'));
