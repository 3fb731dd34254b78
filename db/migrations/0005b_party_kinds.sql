-- Companies and traders among a million of people: a list of them must not walk past the people.
create index parties_kind on parties (tenant_id, kind, sort_name, id) where kind <> 'natural_person';
