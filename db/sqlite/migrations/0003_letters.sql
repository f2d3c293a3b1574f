ALTER TABLE message ADD COLUMN line TEXT NOT NULL DEFAULT 'push' CHECK (line IN ('email','sms','push'));
--> statement-breakpoint
ALTER TABLE message ADD COLUMN rank INTEGER NOT NULL DEFAULT 0 CHECK (rank IN (0, 1, 2));
--> statement-breakpoint
ALTER TABLE message ADD COLUMN taken_until INTEGER CHECK (taken_until IS NULL OR state <> 'sent');
--> statement-breakpoint
ALTER TABLE message ADD COLUMN unclear INTEGER NOT NULL DEFAULT 0 CHECK (unclear BETWEEN 0 AND attempts);
--> statement-breakpoint
ALTER TABLE message ADD COLUMN reason TEXT CHECK (reason IS NULL OR (state = 'dropped' AND reason IN ('outdated','stale','no-way','country','unclear','network','repeated','budget')));
--> statement-breakpoint
ALTER TABLE message ADD COLUMN repeated INTEGER NOT NULL DEFAULT 0 CHECK (repeated IN (0, 1));
--> statement-breakpoint
ALTER TABLE message ADD COLUMN counted INTEGER NOT NULL DEFAULT 0 CHECK (counted IN (0, 1));
--> statement-breakpoint
UPDATE message SET
  line = (SELECT CASE WHEN contact IS NULL THEN 'push' WHEN instr(contact, '@') > 0 THEN 'email' ELSE 'sms' END FROM visit WHERE id = visit_id),
  repeated = again,
  rank = CASE WHEN attempts > 0 THEN 2 WHEN kind IN ('day-before','two-hours','come-in') THEN 1 ELSE 0 END;
--> statement-breakpoint
DROP INDEX message_waiting;
--> statement-breakpoint
CREATE INDEX message_waiting ON message(line, rank, next_try_at) WHERE state = 'waiting';
--> statement-breakpoint
CREATE INDEX message_taken ON message(taken_until) WHERE taken_until IS NOT NULL;
--> statement-breakpoint
CREATE TABLE sms_day (
  day TEXT PRIMARY KEY,
  everybody INTEGER NOT NULL CHECK (everybody >= 0),
  kept INTEGER NOT NULL CHECK (kept >= 0)
) STRICT, WITHOUT ROWID;
