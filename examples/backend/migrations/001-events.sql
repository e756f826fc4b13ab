-- Near-equal titles are compared by their trigrams.
create extension if not exists pg_trgm;

create table projects (
  code text primary key
);

create table events (
  event_id text primary key,
  -- The canonical event, as the check saw it.
  event jsonb not null,
  -- As it was before the last save, so that what was found can be told again, in another language too.
  previous jsonb,
  stage text not null check (stage in ('draft', 'submit', 'final')),
  -- Goes up by one with each save; whoever saves says which version was on the screen.
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  -- What is searched for, taken from the event, so that the two cannot differ.
  title text generated always as (event ->> 'title') stored,
  unit text generated always as (event ->> 'unit') stored,
  start_date text generated always as (event ->> 'startDate') stored
);

create index events_by_update on events (updated_at desc, event_id);
-- Not by unit too: that is free text, and may be longer than an index takes.
create index events_by_start on events (start_date);
create index events_by_folded_id on events (lower(event_id));

create table findings (
  event_id text not null references events on delete cascade,
  -- The same for the same rule, event and fields, whatever the language: two saves can be compared.
  fingerprint text not null,
  rule_id text not null,
  severity text not null check (severity in ('error', 'warning', 'info')),
  status text not null check (status in ('new', 'baseline', 'waived')),
  -- The language of its messages.
  locale text not null,
  finding jsonb not null,
  checked_at timestamptz not null default now(),
  primary key (event_id, fingerprint)
);

create index findings_by_rule on findings (rule_id, severity);
