/** Whether bookings can be saved, and what keeps them if the machine is lost. */
export interface Health {
  /** Throws when no booking could be saved now; cheap enough to be asked every second. */
  probe(): Promise<void>;
  /** A consistent copy, checked by reopening it; the path must not exist. */
  backup(file: string): Promise<{ readonly visits: number }>;
}
