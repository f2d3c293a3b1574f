CREATE TABLE location (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  sticker_code TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  street TEXT NOT NULL,
  address TEXT NOT NULL,
  hours TEXT NOT NULL,
  hours_confidence TEXT NOT NULL CHECK (hours_confidence IN ('high','medium','low')),
  drop_box INTEGER CHECK (drop_box IN (0, 1)),
  top_groups TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE hall (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  location_id INTEGER NOT NULL REFERENCES location(id),
  name TEXT NOT NULL,
  area_m2 REAL NOT NULL CHECK (area_m2 > 0),
  example INTEGER NOT NULL CHECK (example IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE capacity_rule (
  id INTEGER PRIMARY KEY,
  hall_id INTEGER NOT NULL REFERENCES hall(id),
  valid_from TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('per_area','per_counter','fixed','none')),
  amount REAL CHECK ((kind IN ('per_area','fixed')) = (amount IS NOT NULL)),
  UNIQUE (hall_id, valid_from)
) STRICT;
--> statement-breakpoint
CREATE TABLE department (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  bookable_from TEXT NOT NULL,
  booking_opens_at TEXT,
  phones TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE case_group (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  department_id INTEGER NOT NULL REFERENCES department(id),
  name TEXT NOT NULL,
  minutes INTEGER NOT NULL CHECK (minutes BETWEEN 5 AND 240),
  max_cases INTEGER NOT NULL CHECK (max_cases BETWEEN 1 AND 10),
  cases_are TEXT NOT NULL CHECK (cases_are IN ('matters','persons')),
  walk_in_only INTEGER NOT NULL CHECK (walk_in_only IN (0, 1)),
  urgent INTEGER NOT NULL CHECK (urgent IN (0, 1)),
  remote_first INTEGER NOT NULL CHECK (remote_first IN (0, 1)),
  two_people INTEGER NOT NULL CHECK (two_people IN (0, 1)),
  early_minutes INTEGER NOT NULL CHECK (early_minutes >= 0 AND early_minutes % 5 = 0)
) STRICT;
--> statement-breakpoint
CREATE TABLE served_at (
  case_group_id INTEGER NOT NULL REFERENCES case_group(id),
  location_id INTEGER NOT NULL REFERENCES location(id),
  confidence TEXT NOT NULL CHECK (confidence IN ('high','medium','low')),
  letter TEXT NOT NULL CHECK (length(letter) = 1 AND letter NOT IN ('I','O','Q')),
  PRIMARY KEY (case_group_id, location_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE counter (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  hall_id INTEGER NOT NULL REFERENCES hall(id),
  number INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE plan_window (
  id INTEGER PRIMARY KEY,
  counter_id INTEGER NOT NULL REFERENCES counter(id),
  weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
  from_time TEXT NOT NULL,
  to_time TEXT NOT NULL CHECK (to_time > from_time),
  offset_minutes INTEGER NOT NULL CHECK (offset_minutes >= 0 AND offset_minutes % 5 = 0),
  case_groups TEXT NOT NULL,
  reserved_for_urgent INTEGER NOT NULL CHECK (reserved_for_urgent IN (0, 1))
) STRICT;
--> statement-breakpoint
CREATE TABLE plan_exception (
  counter_id INTEGER NOT NULL REFERENCES counter(id),
  date TEXT NOT NULL,
  windows TEXT NOT NULL,
  PRIMARY KEY (counter_id, date)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE closed_day (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  location_id INTEGER REFERENCES location(id),
  reason TEXT NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE extra_day (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL,
  location_id INTEGER REFERENCES location(id),
  plan_of INTEGER NOT NULL CHECK (plan_of BETWEEN 1 AND 7),
  case_groups TEXT
) STRICT;
--> statement-breakpoint
CREATE TABLE procedure (
  slug TEXT PRIMARY KEY,
  case_group_id INTEGER NOT NULL REFERENCES case_group(id),
  position INTEGER NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE plan_version (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  version INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO plan_version (id, version) VALUES (1, 1);
--> statement-breakpoint
CREATE TABLE location_day (
  location_id INTEGER NOT NULL REFERENCES location(id),
  day INTEGER NOT NULL,
  plan_version INTEGER NOT NULL,
  PRIMARY KEY (location_id, day)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE hall_capacity (
  hall_id INTEGER NOT NULL REFERENCES hall(id),
  from_tick INTEGER NOT NULL,
  to_tick INTEGER NOT NULL CHECK (to_tick > from_tick),
  places INTEGER NOT NULL CHECK (places >= 0),
  PRIMARY KEY (hall_id, from_tick)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE ticket_sequence (
  hall_id INTEGER NOT NULL REFERENCES hall(id),
  letter TEXT NOT NULL,
  day INTEGER NOT NULL,
  last INTEGER NOT NULL,
  PRIMARY KEY (hall_id, letter, day)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE visit (
  id INTEGER PRIMARY KEY,
  location_id INTEGER NOT NULL REFERENCES location(id),
  hall_id INTEGER NOT NULL REFERENCES hall(id),
  counter_id INTEGER NOT NULL REFERENCES counter(id),
  case_group_id INTEGER NOT NULL REFERENCES case_group(id),
  start_tick INTEGER NOT NULL,
  ticks INTEGER NOT NULL CHECK (ticks BETWEEN 1 AND 96),
  wait_from INTEGER NOT NULL CHECK (wait_from <= start_tick),
  places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 2),
  cases INTEGER NOT NULL CHECK (cases BETWEEN 1 AND 10),
  state TEXT NOT NULL CHECK (state IN ('held','booked','arrived','parked','called','in-service','served','no-show','cancelled','expired')),
  held_until INTEGER CHECK ((state = 'held') = (held_until IS NOT NULL)),
  channel TEXT NOT NULL CHECK (channel IN ('online','qr','phone','staff')),
  letter TEXT,
  number INTEGER CHECK ((letter IS NULL) = (number IS NULL)),
  code TEXT NOT NULL,
  token BLOB NOT NULL,
  nonce BLOB,
  device BLOB,
  key_hash BLOB,
  body_hash BLOB CHECK ((key_hash IS NULL) = (body_hash IS NULL)),
  name TEXT,
  contact TEXT,
  language TEXT,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX visit_token ON visit(token);
--> statement-breakpoint
CREATE UNIQUE INDEX visit_nonce ON visit(nonce) WHERE nonce IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX visit_key ON visit(key_hash) WHERE key_hash IS NOT NULL;
--> statement-breakpoint
CREATE UNIQUE INDEX visit_code ON visit(code) WHERE state IN ('held','booked','arrived','parked','called','in-service');
--> statement-breakpoint
CREATE INDEX visit_day ON visit(location_id, start_tick);
--> statement-breakpoint
CREATE INDEX visit_held ON visit(held_until) WHERE state = 'held';
--> statement-breakpoint
CREATE INDEX visit_device ON visit(device, start_tick) WHERE device IS NOT NULL;
--> statement-breakpoint
CREATE TABLE counter_tick (
  counter_id INTEGER NOT NULL,
  tick INTEGER NOT NULL,
  visit_id INTEGER NOT NULL REFERENCES visit(id),
  PRIMARY KEY (counter_id, tick)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE waiting_place (
  hall_id INTEGER NOT NULL,
  tick INTEGER NOT NULL,
  place INTEGER NOT NULL CHECK (place >= 1),
  visit_id INTEGER NOT NULL REFERENCES visit(id),
  PRIMARY KEY (hall_id, tick, place)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE audit (
  id INTEGER PRIMARY KEY,
  at INTEGER NOT NULL,
  visit_id INTEGER,
  actor TEXT NOT NULL,
  what TEXT NOT NULL,
  detail TEXT
) STRICT;
--> statement-breakpoint
CREATE TRIGGER visit_stays BEFORE DELETE ON visit BEGIN SELECT RAISE(ABORT, 'visits are anonymised, not deleted'); END;
--> statement-breakpoint
CREATE TRIGGER waiting_room_full BEFORE INSERT ON waiting_place
WHEN (SELECT count(*) FROM waiting_place WHERE hall_id = NEW.hall_id AND tick = NEW.tick) >= coalesce((SELECT places FROM hall_capacity WHERE hall_id = NEW.hall_id AND from_tick <= NEW.tick AND to_tick > NEW.tick), 0)
BEGIN SELECT RAISE(ABORT, 'waiting room full'); END;
--> statement-breakpoint
CREATE TRIGGER location_insert_versions AFTER INSERT ON location BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER location_update_versions AFTER UPDATE ON location BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER location_delete_versions AFTER DELETE ON location BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER hall_insert_versions AFTER INSERT ON hall BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER hall_update_versions AFTER UPDATE ON hall BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER hall_delete_versions AFTER DELETE ON hall BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER capacity_rule_insert_versions AFTER INSERT ON capacity_rule BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER capacity_rule_update_versions AFTER UPDATE ON capacity_rule BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER capacity_rule_delete_versions AFTER DELETE ON capacity_rule BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER department_insert_versions AFTER INSERT ON department BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER department_update_versions AFTER UPDATE ON department BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER department_delete_versions AFTER DELETE ON department BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER case_group_insert_versions AFTER INSERT ON case_group BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER case_group_update_versions AFTER UPDATE ON case_group BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER case_group_delete_versions AFTER DELETE ON case_group BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER served_at_insert_versions AFTER INSERT ON served_at BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER served_at_update_versions AFTER UPDATE ON served_at BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER served_at_delete_versions AFTER DELETE ON served_at BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER counter_insert_versions AFTER INSERT ON counter BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER counter_update_versions AFTER UPDATE ON counter BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER counter_delete_versions AFTER DELETE ON counter BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER plan_window_insert_versions AFTER INSERT ON plan_window BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER plan_window_update_versions AFTER UPDATE ON plan_window BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER plan_window_delete_versions AFTER DELETE ON plan_window BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER plan_exception_insert_versions AFTER INSERT ON plan_exception BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER plan_exception_update_versions AFTER UPDATE ON plan_exception BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER plan_exception_delete_versions AFTER DELETE ON plan_exception BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER closed_day_insert_versions AFTER INSERT ON closed_day BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER closed_day_update_versions AFTER UPDATE ON closed_day BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER closed_day_delete_versions AFTER DELETE ON closed_day BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER extra_day_insert_versions AFTER INSERT ON extra_day BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER extra_day_update_versions AFTER UPDATE ON extra_day BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER extra_day_delete_versions AFTER DELETE ON extra_day BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER setting_insert_versions AFTER INSERT ON setting BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER setting_update_versions AFTER UPDATE ON setting BEGIN UPDATE plan_version SET version = version + 1; END;
--> statement-breakpoint
CREATE TRIGGER setting_delete_versions AFTER DELETE ON setting BEGIN UPDATE plan_version SET version = version + 1; END;
