-- Coverage asks of each listed account whether it published in a window: one look, not a scan of all days.
create index account_day_by_account on account_day (account_id, day);
