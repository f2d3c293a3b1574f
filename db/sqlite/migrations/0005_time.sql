CREATE TABLE time_record (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  running_ms INTEGER NOT NULL CHECK (running_ms >= 0),
  reason TEXT CHECK (reason IN ('leapt','behind','ahead')),
  since INTEGER CHECK ((since IS NULL) = (reason IS NULL)),
  off_ms INTEGER CHECK ((off_ms IS NULL) = (reason IS NULL)),
  agreed_ms INTEGER CHECK ((agreed_ms IS NULL) = (reason IS NULL) AND coalesce(agreed_ms, 0) >= 0),
  least INTEGER CHECK ((least IS NULL) = (reason IS NULL)),
  most INTEGER CHECK ((most IS NULL) = (reason IS NULL)),
  wall INTEGER CHECK ((wall IS NULL) = (reason IS NULL))
) STRICT;
--> statement-breakpoint
INSERT INTO time_record (id, running_ms) VALUES (1, 0);
--> statement-breakpoint
CREATE TABLE forget_mark (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  running_ms INTEGER NOT NULL CHECK (running_ms >= 0),
  walk_ins_before INTEGER NOT NULL,
  persons_before INTEGER NOT NULL,
  no_shows_before INTEGER NOT NULL,
  devices_before INTEGER NOT NULL
) STRICT;
