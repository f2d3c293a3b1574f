ALTER TABLE visit ADD COLUMN network BLOB;
--> statement-breakpoint
ALTER TABLE visit ADD COLUMN network_at INTEGER CHECK ((network IS NULL) = (network_at IS NULL));
--> statement-breakpoint
ALTER TABLE visit ADD COLUMN mailbox TEXT;
--> statement-breakpoint
UPDATE visit SET mailbox = CASE
  WHEN instr(contact, '@') = 0 THEN contact
  ELSE CASE WHEN instr(contact, '+') > 1 AND instr(contact, '+') < instr(contact, '@')
      THEN substr(contact, 1, instr(contact, '+') - 1) ELSE substr(contact, 1, instr(contact, '@') - 1) END
    || substr(contact, instr(contact, '@'))
  END WHERE contact IS NOT NULL;
--> statement-breakpoint
UPDATE visit SET mailbox = replace(substr(mailbox, 1, instr(mailbox, '@') - 1), '.', '') || '@gmail.com'
  WHERE mailbox LIKE '%@gmail.com' OR mailbox LIKE '%@googlemail.com';
--> statement-breakpoint
CREATE INDEX visit_mailbox ON visit(mailbox, start_tick) WHERE mailbox IS NOT NULL;
--> statement-breakpoint
CREATE INDEX visit_network ON visit(network, network_at) WHERE network IS NOT NULL AND mailbox IS NOT NULL;
--> statement-breakpoint
CREATE INDEX visit_network_at ON visit(network_at) WHERE network IS NOT NULL;
--> statement-breakpoint
CREATE TABLE rest (
  visit_id INTEGER NOT NULL REFERENCES visit(id),
  location_id INTEGER NOT NULL REFERENCES location(id),
  hall_id INTEGER NOT NULL REFERENCES hall(id),
  counter_id INTEGER NOT NULL REFERENCES counter(id),
  start_tick INTEGER NOT NULL,
  ticks INTEGER NOT NULL CHECK (ticks BETWEEN 1 AND 96),
  wait_from INTEGER NOT NULL CHECK (wait_from <= start_tick),
  places INTEGER NOT NULL CHECK (places BETWEEN 1 AND 2),
  rest_until INTEGER NOT NULL,
  PRIMARY KEY (location_id, start_tick, counter_id)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX rest_until ON rest(rest_until);
--> statement-breakpoint
CREATE INDEX rest_visit ON rest(visit_id);
