-- The order of payment that a group names is one of the tenant's own. (Not in db/schema: claims know cases there.)
alter table case_groups
  add constraint case_groups_allocation_profile foreign key (tenant_id, allocation_profile_id)
  references allocation_profiles (tenant_id, id);
