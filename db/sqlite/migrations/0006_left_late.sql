ALTER TABLE visit ADD COLUMN network_share TEXT
  CHECK (network_share IS NULL OR (network IS NOT NULL AND network_share IN ('plain','shared')));
--> statement-breakpoint
ALTER TABLE visit ADD COLUMN left_late INTEGER NOT NULL DEFAULT 0 CHECK (left_late >= 0);
