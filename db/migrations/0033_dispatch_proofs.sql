-- Of a document that proves the dispatch of a pre-action notice (§ 142a o. s. ř.): the day it shows.
alter table case_events add column pre_action_posted_on date
  constraint case_events_pre_action check (pre_action_posted_on is null or kind = 'document');
