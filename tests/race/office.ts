import { onTestFinished } from "vitest";
import type { City } from "@/lib/domain/city/city";
import { startServer, type TestServer } from "../support/server";
import { type RaceFile, raceFile } from "./database";
import type { Fault } from "./faults";
import { type Guard, takeOut } from "./guards";

interface OfficeMade {
  /** The city in its database; the seed's when left out. */
  readonly city?: City;
  /** Serves the API with this fault instead of the built application. */
  readonly fault?: Fault;
  /** What the database no longer refuses. */
  readonly without?: Guard;
  readonly limits?: "on" | "off";
  /** Where its files lie; a temporary folder when left out. */
  readonly folder?: string;
}

/** A running server with a database file of its own; both are gone when the test is over. */
export interface Office extends TestServer {
  readonly folder: string;
}

export const careless = (fault: Fault): readonly string[] => [
  "--import",
  "tsx",
  "tests/race/careless-server.ts",
  fault,
];

/** Opens an office on a Monday at nine; limits are off unless they are asked for. */
export async function openOffice({ city, fault, without, limits = "off", folder }: OfficeMade = {}): Promise<Office> {
  const made: RaceFile = raceFile(city, folder);
  onTestFinished(() => made.remove());
  if (without) takeOut(made.file, without);
  const command = fault && { command: careless(fault) };
  const server = await startServer({ databaseFile: made.file, limits, ...command });
  onTestFinished(() => server.dispose());
  return {
    ...server,
    folder: made.folder,
    get pid() {
      return server.pid;
    },
  };
}
