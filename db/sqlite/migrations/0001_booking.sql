CREATE INDEX visit_contact ON visit(contact, start_tick) WHERE contact IS NOT NULL;
--> statement-breakpoint
CREATE TABLE booking_draft (
  device BLOB PRIMARY KEY,
  name TEXT NOT NULL,
  contact TEXT NOT NULL,
  language TEXT NOT NULL,
  kept_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
