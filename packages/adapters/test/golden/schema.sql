create table active_user (
  hour bigint not null,
  user_id text collate "C" not null,
  challenge_id text collate "C" not null
);
create table activity (
  log_month date not null,
  challenge_id text collate "C" not null,
  arrived bigint not null default nextval('laurel.activity_arrived'::regclass),
  source text collate "C" not null,
  source_key text collate "C" not null,
  revision integer not null,
  user_id text collate "C" not null,
  metric text not null,
  quantity bigint not null,
  at bigint not null,
  received_at bigint not null,
  void boolean not null,
  note text,
  evidence text,
  state text not null,
  holds boolean not null,
  reason text,
  field text,
  changed bigint default nextval('laurel.activity_arrived'::regclass)
) partition by RANGE (log_month);
create table adjustment (
  challenge_id text collate "C" not null,
  id text collate "C" not null,
  participant_id text collate "C" not null,
  amount bigint not null,
  reason text not null,
  made_by text collate "C" not null,
  made_at timestamp with time zone not null,
  reversed_by text collate "C",
  reversed_at timestamp with time zone,
  reversal_reason text
);
create table api_key (
  id text collate "C" not null,
  hash text collate "C" not null,
  owner text collate "C" not null,
  label text not null,
  scopes text[] not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone
);
create table audit (
  scope text collate "C" not null,
  seq integer not null,
  at timestamp(3) with time zone not null,
  actor text not null,
  action text not null,
  channel text not null,
  address text,
  agent text,
  before text not null,
  after text not null,
  previous text not null,
  hash text not null
);
create table audit_head (
  scope text collate "C" not null,
  seq integer not null,
  hashes text[] not null
);
create table balance (
  challenge_id text collate "C" not null,
  currency text collate "C" not null,
  pool numeric not null default 0,
  carry_over numeric not null default 0
);
create table board (
  challenge_id text collate "C" not null,
  scope text collate "C" not null,
  listing bigint not null generated as identity,
  version bigint not null,
  ranked bigint not null
);
create table board_row (
  listing bigint not null,
  participant_id text collate "C" not null,
  revision bigint not null,
  turned bigint,
  tie_break bigint[]
);
create table budget (
  name text collate "C" not null,
  by text collate "C" not null,
  taken integer not null,
  ends_at timestamp with time zone not null
);
create table challenge (
  id text collate "C" not null,
  version integer not null,
  state text not null,
  organiser text collate "C" not null,
  definition json not null,
  state_fields json not null,
  featured boolean not null,
  archived boolean not null,
  ends_at timestamp with time zone not null,
  due_at timestamp with time zone,
  entered integer not null default 0,
  created_at timestamp with time zone not null,
  log_month date not null,
  words tsvector not null default ''::tsvector
);
create table challenge_hour (
  challenge_id text collate "C" not null,
  hour bigint not null,
  joined bigint not null,
  activities bigint not null
);
create table challenge_tally (
  challenge_id text collate "C" not null,
  active bigint not null default 0,
  withdrawn bigint not null default 0,
  disqualified bigint not null default 0,
  started bigint not null default 0,
  scored bigint not null default 0,
  score numeric not null default 0,
  measured bigint not null default 0,
  progress bigint not null default 0,
  activities bigint not null default 0,
  changed_at bigint
);
create table charge (
  challenge_id text collate "C" not null,
  key text collate "C" not null,
  participant_id text collate "C" not null,
  user_id text collate "C" not null,
  number integer not null,
  revision integer not null,
  state text collate "C" not null,
  payer text collate "C" not null,
  currency text collate "C" not null,
  minor_units numeric(30,0) not null,
  document json not null,
  provider text collate "C"
);
create table circle (
  id text collate "C" not null,
  name text not null,
  description text not null,
  owner text collate "C" not null,
  visibility text collate "C" not null,
  member_limit integer not null,
  member_count integer not null,
  revision integer not null,
  created_at timestamp with time zone not null
);
create table circle_member (
  circle_id text collate "C" not null,
  user_id text collate "C" not null,
  joined_at timestamp with time zone not null
);
create table daily_board (
  challenge_id text collate "C" not null,
  day date not null,
  at timestamp with time zone not null,
  participants integer not null,
  teams integer not null
);
create table daily_participants (
  challenge_id text collate "C" not null,
  day date not null,
  list text not null,
  first text collate "C" not null,
  participant_ids text[] collate "C" not null,
  ranks double precision[] not null,
  scores bigint[] not null
);
create table daily_places (
  challenge_id text collate "C" not null,
  day date not null,
  list text not null,
  after integer not null,
  participant_ids text[] collate "C" not null,
  ranks double precision[] not null,
  scores bigint[] not null
);
create table deposit (
  challenge_id text collate "C" not null,
  id text collate "C" not null,
  kind text not null,
  payer text not null,
  minor_units numeric(30,0) not null,
  at timestamp with time zone not null,
  made bigint not null generated as identity
);
create table due_date (
  kind text collate "C" not null,
  subject text collate "C" not null,
  due timestamp(3) with time zone not null,
  wake timestamp(3) with time zone not null
);
create table entry (
  challenge_id text collate "C" not null,
  participant_id text collate "C" not null,
  user_id text collate "C" not null,
  entered_at bigint not null,
  team text collate "C",
  division text,
  zone text,
  handicap text,
  categories text[] not null,
  eligibility text,
  status text not null,
  fee_payer text,
  fee_minor_units numeric(30,0),
  charge_key text,
  charge_reference text
);
create table invite (
  id text collate "C" not null,
  kind text collate "C" not null,
  subject_id text collate "C" not null,
  user_id text collate "C" not null,
  invited_by text collate "C" not null,
  state text collate "C" not null,
  invited_at timestamp with time zone not null,
  expires_at timestamp with time zone not null
);
create table kept_answer (
  by text collate "C" not null,
  operation text collate "C" not null,
  key text collate "C" not null,
  request_hash text collate "C" not null,
  answer text,
  claimed_at timestamp with time zone not null
);
create table ledger_entry (
  posted bigint not null generated as identity,
  id text collate "C" not null,
  challenge_id text collate "C" not null,
  at timestamp(3) with time zone not null,
  kind text not null,
  memo text not null,
  currency text collate "C" not null,
  corrects text collate "C"
);
create table ledger_total (
  challenge_id text collate "C" not null,
  currency text collate "C" not null,
  kind text collate "C" not null,
  paid_in numeric not null,
  top_ups numeric not null,
  pool numeric not null,
  entitlements numeric not null,
  fees numeric not null,
  charity numeric not null,
  residual numeric not null,
  refunds numeric not null
);
create table migration (
  number integer not null,
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now()
);
create table movement (
  entry bigint not null,
  number integer not null,
  debit_account text collate "C" not null,
  debit_place integer not null,
  credit_account text collate "C" not null,
  credit_place integer not null,
  minor_units numeric not null
);
create table outbox (
  challenge_id text collate "C" not null,
  number bigint not null generated as identity,
  users text[],
  at bigint,
  joined integer not null default 0,
  activities integer not null default 0,
  active boolean not null default false
);
create table outbox_head (
  challenge_id text collate "C" not null,
  version bigint not null default 0,
  refresh_at bigint
);
create table participant_tally (
  challenge_id text collate "C" not null,
  participant_id text collate "C" not null,
  user_id text collate "C" not null,
  status text not null,
  active_days integer not null,
  score bigint,
  progress integer,
  place integer,
  currency text collate "C",
  prize numeric(30,0)
);
create table payout_attempt (
  settlement_id text collate "C" not null,
  line_key text collate "C" not null,
  number integer not null,
  is_open boolean not null,
  key text collate "C" not null,
  minor_units numeric not null,
  worker text not null,
  claimed_at timestamp(3) with time zone not null,
  lease_until timestamp(3) with time zone not null,
  submitted_at timestamp(3) with time zone,
  provider text collate "C"
);
create table payout_line (
  settlement_id text collate "C" not null,
  key text collate "C" not null,
  challenge_id text collate "C" not null,
  version integer not null,
  state text collate "C" not null,
  claim text not null,
  recipient text not null,
  currency text not null,
  minor_units numeric not null,
  due_at timestamp(3) with time zone,
  attempts integer not null
);
create table payout_outcome (
  settlement_id text collate "C" not null,
  line_key text collate "C" not null,
  number integer not null,
  place integer not null,
  outcome text not null,
  evidence json not null,
  at timestamp(3) with time zone not null
);
create table plan (
  hash text collate "C" not null
);
create table plan_part (
  plan_hash text collate "C" not null,
  number integer not null,
  part text not null
);
create table score (
  challenge_id text collate "C" not null,
  user_id text collate "C" not null,
  stride integer not null,
  cells text not null,
  sources text not null
);
create table settlement (
  settlement_id text collate "C" not null,
  challenge_id text collate "C" not null,
  inserted bigint not null generated as identity,
  revision integer not null,
  state text not null,
  version integer not null,
  plan_hash text collate "C",
  body json not null
);
create table snapshot (
  challenge_id text collate "C" not null,
  kind text not null,
  at timestamp with time zone not null,
  standings_hash text not null
);
create table snapshot_part (
  challenge_id text collate "C" not null,
  kind text not null,
  list text not null,
  number integer not null,
  rows json not null
);
create table stream_token (
  hash text collate "C" not null,
  challenge_id text collate "C",
  purpose text collate "C" not null,
  principal text collate "C" not null,
  key_id text collate "C",
  roles text[] not null,
  proven_at timestamp with time zone,
  until timestamp with time zone not null
);
create table webhook_delivery (
  endpoint_id text collate "C" not null,
  event_id text collate "C" not null,
  type text collate "C" not null,
  challenge_id text collate "C" not null,
  at timestamp with time zone not null,
  body text not null,
  state text collate "C" not null,
  round integer not null,
  tries integer not null,
  attempts json not null,
  due timestamp with time zone,
  ended_at timestamp with time zone
);
create table webhook_endpoint (
  id text collate "C" not null,
  owner text collate "C" not null,
  covers_all boolean not null,
  challenge_id text collate "C",
  url text not null,
  label text not null,
  events text[] not null,
  secrets json not null,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone
);

alter table active_user add constraint active_user_pkey PRIMARY KEY (hour, user_id, challenge_id);
alter table adjustment add constraint adjustment_amount_check CHECK (((amount <> 0) AND ((amount >= '-9007199254740991'::bigint) AND (amount <= '9007199254740991'::bigint))));
alter table adjustment add constraint adjustment_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table adjustment add constraint adjustment_check CHECK ((num_nulls(reversed_by, reversed_at, reversal_reason) = ANY (ARRAY[0, 3])));
alter table adjustment add constraint adjustment_pkey PRIMARY KEY (challenge_id, id);
alter table adjustment add constraint adjustment_reason_check CHECK ((reason <> ''::text));
alter table adjustment add constraint adjustment_reversal_reason_check CHECK ((reversal_reason <> ''::text));
alter table api_key add constraint api_key_pkey PRIMARY KEY (id);
alter table audit add constraint audit_pkey PRIMARY KEY (scope, seq);
alter table audit add constraint audit_scope_fkey FOREIGN KEY (scope) REFERENCES laurel.audit_head(scope);
alter table audit add constraint audit_seq_check CHECK ((seq > 0));
alter table audit_head add constraint audit_head_pkey PRIMARY KEY (scope);
alter table audit_head add constraint audit_head_seq_check CHECK ((seq > 0));
alter table balance add constraint balance_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table balance add constraint balance_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table balance add constraint balance_pkey PRIMARY KEY (challenge_id, currency);
alter table balance add constraint pool_is_never_negative CHECK ((pool >= (0)::numeric));
alter table board add constraint board_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table board add constraint board_pkey PRIMARY KEY (challenge_id, scope);
alter table board add constraint board_ranked_check CHECK ((ranked >= 0));
alter table board_row add constraint board_row_check CHECK (((turned IS NULL) = (tie_break IS NULL)));
alter table board_row add constraint board_row_pkey PRIMARY KEY (listing, participant_id);
alter table budget add constraint budget_pkey PRIMARY KEY (name, by);
alter table challenge add constraint challenge_entered_check CHECK ((entered >= 0));
alter table challenge add constraint challenge_log_month_check CHECK ((EXTRACT(day FROM log_month) = (1)::numeric));
alter table challenge add constraint challenge_pkey PRIMARY KEY (id);
alter table challenge_hour add constraint challenge_hour_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table challenge_hour add constraint challenge_hour_pkey PRIMARY KEY (challenge_id, hour);
alter table challenge_tally add constraint challenge_tally_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table challenge_tally add constraint challenge_tally_pkey PRIMARY KEY (challenge_id);
alter table charge add constraint charge_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table charge add constraint charge_challenge_id_participant_id_number_key UNIQUE (challenge_id, participant_id, number);
alter table charge add constraint charge_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table charge add constraint charge_minor_units_check CHECK ((minor_units >= (0)::numeric));
alter table charge add constraint charge_number_check CHECK ((number >= 1));
alter table charge add constraint charge_pkey PRIMARY KEY (challenge_id, key);
alter table charge add constraint charge_revision_check CHECK ((revision >= 0));
alter table charge add constraint charge_state_check CHECK ((state = ANY (ARRAY['Reserved'::text, 'Submitted'::text, 'Unknown'::text, 'Charged'::text, 'OwedBack'::text, 'Refused'::text])));
alter table circle add constraint circle_check CHECK (((member_count >= 1) AND (member_count <= member_limit)));
alter table circle add constraint circle_pkey PRIMARY KEY (id);
alter table circle add constraint circle_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'private'::text])));
alter table circle_member add constraint circle_member_circle_id_fkey FOREIGN KEY (circle_id) REFERENCES laurel.circle(id) ON DELETE CASCADE;
alter table circle_member add constraint circle_member_pkey PRIMARY KEY (circle_id, user_id);
alter table daily_board add constraint daily_board_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table daily_board add constraint daily_board_pkey PRIMARY KEY (challenge_id, day);
alter table daily_participants add constraint daily_participants_challenge_id_day_fkey FOREIGN KEY (challenge_id, day) REFERENCES laurel.daily_board(challenge_id, day);
alter table daily_participants add constraint daily_participants_list_check CHECK ((list = ANY (ARRAY['overall'::text, 'teams'::text])));
alter table daily_participants add constraint daily_participants_pkey PRIMARY KEY (challenge_id, day, list, first);
alter table daily_places add constraint daily_places_challenge_id_day_fkey FOREIGN KEY (challenge_id, day) REFERENCES laurel.daily_board(challenge_id, day);
alter table daily_places add constraint daily_places_list_check CHECK ((list = ANY (ARRAY['overall'::text, 'teams'::text])));
alter table daily_places add constraint daily_places_pkey PRIMARY KEY (challenge_id, day, list, after);
alter table deposit add constraint deposit_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table deposit add constraint deposit_kind_check CHECK ((kind = ANY (ARRAY['Sponsor'::text, 'CarryOver'::text])));
alter table deposit add constraint deposit_minor_units_check CHECK ((minor_units >= (0)::numeric));
alter table deposit add constraint deposit_pkey PRIMARY KEY (challenge_id, id);
alter table due_date add constraint due_date_pkey PRIMARY KEY (subject, kind);
alter table entry add constraint entry_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table entry add constraint entry_check CHECK (((fee_payer IS NULL) = (fee_minor_units IS NULL)));
alter table entry add constraint entry_check1 CHECK (((charge_key IS NULL) = (charge_reference IS NULL)));
alter table entry add constraint entry_check2 CHECK (((charge_key IS NULL) OR (fee_payer IS NOT NULL)));
alter table entry add constraint entry_eligibility_check CHECK ((eligibility = ANY (ARRAY['RankedNotPaid'::text, 'Excluded'::text, 'Unverified'::text])));
alter table entry add constraint entry_fee_minor_units_check CHECK ((fee_minor_units >= (0)::numeric));
alter table entry add constraint entry_pkey PRIMARY KEY (challenge_id, participant_id);
alter table entry add constraint entry_status_check CHECK ((status = ANY (ARRAY['Active'::text, 'Withdrawn'::text, 'Disqualified'::text])));
alter table entry add constraint entry_user_id_challenge_id_key UNIQUE (user_id, challenge_id);
alter table invite add constraint invite_kind_check CHECK ((kind = ANY (ARRAY['Circle'::text, 'Challenge'::text])));
alter table invite add constraint invite_pkey PRIMARY KEY (id);
alter table invite add constraint invite_state_check CHECK ((state = ANY (ARRAY['Pending'::text, 'Accepted'::text, 'Declined'::text])));
alter table kept_answer add constraint kept_answer_pkey PRIMARY KEY (by, operation, key);
alter table ledger_entry add constraint ledger_entry_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table ledger_entry add constraint ledger_entry_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table ledger_entry add constraint ledger_entry_id_key UNIQUE (id);
alter table ledger_entry add constraint ledger_entry_pkey PRIMARY KEY (posted);
alter table ledger_total add constraint ledger_total_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table ledger_total add constraint ledger_total_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text));
alter table ledger_total add constraint ledger_total_pkey PRIMARY KEY (challenge_id, currency, kind);
alter table migration add constraint migration_pkey PRIMARY KEY (number);
alter table movement add constraint movement_check CHECK ((debit_account <> credit_account));
alter table movement add constraint movement_minor_units_check CHECK ((minor_units > (0)::numeric));
alter table movement add constraint movement_pkey PRIMARY KEY (entry, number);
alter table outbox add constraint outbox_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table outbox add constraint outbox_pkey PRIMARY KEY (challenge_id, number);
alter table outbox_head add constraint outbox_head_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table outbox_head add constraint outbox_head_pkey PRIMARY KEY (challenge_id);
alter table participant_tally add constraint participant_tally_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table participant_tally add constraint participant_tally_check CHECK (((currency IS NULL) = (prize IS NULL)));
alter table participant_tally add constraint participant_tally_pkey PRIMARY KEY (challenge_id, participant_id);
alter table payout_attempt add constraint payout_attempt_minor_units_check CHECK ((minor_units >= (0)::numeric));
alter table payout_attempt add constraint payout_attempt_number_check CHECK ((number > 0));
alter table payout_attempt add constraint payout_attempt_pkey PRIMARY KEY (settlement_id, line_key, number);
alter table payout_attempt add constraint payout_attempt_settlement_id_line_key_fkey FOREIGN KEY (settlement_id, line_key) REFERENCES laurel.payout_line(settlement_id, key);
alter table payout_line add constraint payout_line_attempts_check CHECK ((attempts >= 0));
alter table payout_line add constraint payout_line_minor_units_check CHECK ((minor_units >= (0)::numeric));
alter table payout_line add constraint payout_line_pkey PRIMARY KEY (settlement_id, key);
alter table payout_outcome add constraint payout_outcome_pkey PRIMARY KEY (settlement_id, line_key, number, place);
alter table payout_outcome add constraint payout_outcome_settlement_id_line_key_number_fkey FOREIGN KEY (settlement_id, line_key, number) REFERENCES laurel.payout_attempt(settlement_id, line_key, number);
alter table plan add constraint plan_pkey PRIMARY KEY (hash);
alter table plan_part add constraint plan_part_pkey PRIMARY KEY (plan_hash, number);
alter table plan_part add constraint plan_part_plan_hash_fkey FOREIGN KEY (plan_hash) REFERENCES laurel.plan(hash);
alter table score add constraint score_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table score add constraint score_pkey PRIMARY KEY (challenge_id, user_id);
alter table score add constraint score_stride_check CHECK ((stride > 0));
alter table settlement add constraint settlement_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table settlement add constraint settlement_pkey PRIMARY KEY (settlement_id);
alter table snapshot add constraint snapshot_challenge_id_fkey FOREIGN KEY (challenge_id) REFERENCES laurel.challenge(id);
alter table snapshot add constraint snapshot_kind_check CHECK ((kind = ANY (ARRAY['Frozen'::text, 'Final'::text])));
alter table snapshot add constraint snapshot_pkey PRIMARY KEY (challenge_id, kind);
alter table snapshot_part add constraint snapshot_part_challenge_id_kind_fkey FOREIGN KEY (challenge_id, kind) REFERENCES laurel.snapshot(challenge_id, kind) ON DELETE CASCADE;
alter table snapshot_part add constraint snapshot_part_pkey PRIMARY KEY (challenge_id, kind, list, number);
alter table stream_token add constraint stream_token_pkey PRIMARY KEY (hash);
alter table webhook_delivery add constraint webhook_delivery_pkey PRIMARY KEY (endpoint_id, event_id);
alter table webhook_endpoint add constraint webhook_endpoint_pkey PRIMARY KEY (id);

CREATE INDEX activity_aside ON ONLY laurel.activity USING btree (challenge_id, source, source_key) WHERE (state ~~ 'Aside'::text);
CREATE INDEX activity_held ON ONLY laurel.activity USING btree (challenge_id, arrived) WHERE (state = ANY (ARRAY['Held'::text, 'Rejected'::text, 'Aside'::text]));
CREATE UNIQUE INDEX activity_holder ON ONLY laurel.activity USING btree (source_key, source, challenge_id, log_month) WHERE holds;
CREATE INDEX activity_quarantined ON ONLY laurel.activity USING btree (challenge_id, arrived) WHERE ((state = 'Held'::text) AND (reason = ANY (ARRAY['perActivity'::text, 'perDay'::text])));
CREATE INDEX activity_user ON ONLY laurel.activity USING btree (challenge_id, user_id);
CREATE INDEX adjustment_made ON laurel.adjustment USING btree (challenge_id, made_at, id);
CREATE INDEX adjustment_participant ON laurel.adjustment USING btree (challenge_id, participant_id, made_at, id);
CREATE INDEX api_key_owner ON laurel.api_key USING btree (owner, created_at, id);
CREATE INDEX board_row_place ON laurel.board_row USING btree (listing, turned, tie_break, participant_id) WHERE (turned IS NOT NULL);
CREATE INDEX board_row_revision ON laurel.board_row USING btree (listing, revision, participant_id);
CREATE INDEX challenge_featured ON laurel.challenge USING btree (id) WHERE featured;
CREATE INDEX challenge_hour_hour ON laurel.challenge_hour USING btree (hour);
CREATE INDEX challenge_organiser ON laurel.challenge USING btree (organiser, id);
CREATE INDEX challenge_state ON laurel.challenge USING btree (state, id);
CREATE INDEX challenge_words ON laurel.challenge USING gin (words);
CREATE UNIQUE INDEX charge_open_participant ON laurel.charge USING btree (challenge_id, participant_id) WHERE (state = ANY (ARRAY['Reserved'::text, 'Submitted'::text, 'Unknown'::text]));
CREATE UNIQUE INDEX charge_open_user ON laurel.charge USING btree (challenge_id, user_id) WHERE (state = ANY (ARRAY['Reserved'::text, 'Submitted'::text, 'Unknown'::text]));
CREATE INDEX charge_payer ON laurel.charge USING btree (challenge_id, payer);
CREATE INDEX charge_provider ON laurel.charge USING btree (challenge_id, provider) WHERE (state <> 'Refused'::text);
CREATE INDEX charge_state ON laurel.charge USING btree (challenge_id, state, participant_id, number);
CREATE INDEX circle_member_joined ON laurel.circle_member USING btree (circle_id, joined_at, user_id);
CREATE INDEX circle_member_user ON laurel.circle_member USING btree (user_id, joined_at, circle_id);
CREATE INDEX due_date_wake ON laurel.due_date USING btree (wake, kind, subject);
CREATE INDEX entry_active ON laurel.entry USING btree (challenge_id) WHERE (status = 'Active'::text);
CREATE INDEX entry_team ON laurel.entry USING btree (challenge_id, team) WHERE (team IS NOT NULL);
CREATE INDEX invite_expires_at ON laurel.invite USING btree (expires_at, id) WHERE ((state <> 'Accepted'::text) OR (kind = 'Circle'::text));
CREATE INDEX invite_subject ON laurel.invite USING btree (subject_id, kind, invited_at, id);
CREATE INDEX invite_user ON laurel.invite USING btree (user_id, invited_at, id) WHERE (state = 'Pending'::text);
CREATE INDEX kept_answer_claimed_at ON laurel.kept_answer USING btree (claimed_at);
CREATE INDEX ledger_entry_of_challenge ON laurel.ledger_entry USING btree (challenge_id, posted);
CREATE INDEX movement_credit_receivable ON laurel.movement USING btree (credit_account) WHERE (credit_account ~~ 'assets:receivable:%'::text);
CREATE INDEX movement_debit_receivable ON laurel.movement USING btree (debit_account) WHERE (debit_account ~~ 'assets:receivable:%'::text);
CREATE INDEX outbox_everybody ON laurel.outbox USING btree (challenge_id) WHERE (users IS NULL);
CREATE INDEX outbox_head_refresh ON laurel.outbox_head USING btree (refresh_at) WHERE (refresh_at IS NOT NULL);
CREATE INDEX participant_tally_user ON laurel.participant_tally USING btree (user_id, challenge_id);
CREATE INDEX payout_attempt_key ON laurel.payout_attempt USING btree (key);
CREATE UNIQUE INDEX payout_attempt_open ON laurel.payout_attempt USING btree (settlement_id, line_key) WHERE is_open;
CREATE INDEX payout_attempt_provider ON laurel.payout_attempt USING btree (settlement_id, provider);
CREATE INDEX payout_line_in_state ON laurel.payout_line USING btree (settlement_id, state, key);
CREATE INDEX settlement_of_challenge ON laurel.settlement USING btree (challenge_id, inserted);
CREATE INDEX stream_token_until ON laurel.stream_token USING btree (until);
CREATE INDEX webhook_delivery_at ON laurel.webhook_delivery USING btree (endpoint_id, at, event_id);
CREATE INDEX webhook_delivery_ended_at ON laurel.webhook_delivery USING btree (ended_at) WHERE (ended_at IS NOT NULL);
CREATE INDEX webhook_delivery_failed ON laurel.webhook_delivery USING btree (endpoint_id, at, event_id) WHERE (state = 'Failed'::text);
CREATE INDEX webhook_endpoint_all ON laurel.webhook_endpoint USING btree (created_at, id) WHERE covers_all;
CREATE INDEX webhook_endpoint_owner ON laurel.webhook_endpoint USING btree (owner, created_at, id);
