CREATE TABLE message (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  visit_id INTEGER NOT NULL REFERENCES visit(id),
  kind TEXT NOT NULL CHECK (kind IN ('confirmed','moved','cancelled','day-before','two-hours','come-in')),
  state TEXT NOT NULL CHECK (state IN ('waiting','sent','dropped')),
  again INTEGER NOT NULL CHECK (again IN (0, 1)),
  next_try_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX message_waiting ON message(next_try_at) WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX message_visit ON message(visit_id);
--> statement-breakpoint
CREATE TABLE push_subscription (
  visit_id INTEGER PRIMARY KEY REFERENCES visit(id),
  endpoint TEXT NOT NULL,
  p256dh TEXT NOT NULL,
  auth TEXT NOT NULL,
  language TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX visit_code_contact ON visit(code) WHERE contact IS NOT NULL;
--> statement-breakpoint
CREATE INDEX visit_unforgotten ON visit(start_tick) WHERE nonce IS NOT NULL;
