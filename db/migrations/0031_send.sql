-- A message and its line on the timeline name each other: with its number known beforehand each of
-- them is written once.
grant usage on sequence messages_id_seq to saldo_app;
