import { z } from "zod";
import type { Settings } from "@/lib/domain/city/settings";
import { readSettingKey, settingSchemas } from "@/lib/forms/settings";
import type { Application } from "./compose";
import { publicOrigin } from "./env";
import { dryRetention, runRetention } from "./jobs/retention";
import { type ClockReport, doubtWords } from "./watch/clock-report";

/** A command that cannot be carried out, in one sentence for the person at the terminal. */
export class CommandError extends Error {}

const COMMAND_ACTOR = "command";

async function backup(application: Application, input: unknown) {
  const { file } = z.object({ file: z.string().min(1) }).parse(input);
  try {
    return await application.health.backup(file);
  } catch (cause) {
    throw new CommandError(cause instanceof Error ? cause.message : String(cause));
  }
}

async function requireKnownBuildings({ plan }: Application, notices: Settings["notices"]): Promise<void> {
  const { city } = await plan.book();
  const known = city.locations.map(({ id }) => id);
  const unknown = notices.find(({ location }) => location !== null && !known.includes(location))?.location;
  if (unknown) throw new CommandError(`notices: there is no building ${unknown}; known are ${known.join(", ")}.`);
}

const settings = async ({ plan }: Application): Promise<Settings> => (await plan.book()).settings;

async function changeSetting(application: Application, input: unknown) {
  const { key: name, value } = z.object({ key: z.string(), value: z.string() }).parse(input);
  const key = readSettingKey(name);
  if (!key) throw new CommandError(`There is no setting ${name}; known are ${Object.keys(settingSchemas).join(", ")}.`);
  const parsed = settingSchemas[key].safeParse(value);
  if (!parsed.success) throw new CommandError(`${key}: ${parsed.error.issues[0]?.message ?? "wrong value"}.`);
  if (key === "notices") await requireKnownBuildings(application, parsed.data as Settings["notices"]);
  await application.plan.changeSetting(key, parsed.data, COMMAND_ACTOR, application.clock.now());
  return settings(application);
}

/** What a sticker is printed from. */
async function stickerFacts(application: Application) {
  const { city } = await application.plan.book();
  const { hotline, env } = application;
  return { publicUrl: publicOrigin(env), locations: city.locations, caseGroups: city.caseGroups, hotline };
}
export type StickerFacts = Awaited<ReturnType<typeof stickerFacts>>;

async function retention(application: Application, input: unknown) {
  const { dryRun } = z.object({ dryRun: z.boolean() }).parse(input);
  const report = await (dryRun ? dryRetention(application) : runRetention(application));
  if (report) return report;
  const doubt = application.trust.doubt();
  throw new CommandError(`Nothing is forgotten by a doubted clock. ${doubt ? doubtWords(doubt) : "Ask again."}`);
}

function clock({ clock, trust, env }: Application): ClockReport {
  return { now: clock.now(), doubt: trust.doubt(), runningMs: trust.runningMs(), guarded: env.clockGuard };
}

async function acceptClock(application: Application): Promise<ClockReport> {
  await application.trust.accept(COMMAND_ACTOR);
  return clock(application);
}

const COMMANDS = {
  backup,
  clock,
  "accept-clock": acceptClock,
  retention,
  settings,
  "change-setting": changeSetting,
  "sticker-facts": stickerFacts,
} as const;
export type CommandName = keyof typeof COMMANDS;

/** Carries out a command of `npm run …` inside the process that owns the database. Throws CommandError. */
export async function runCommand(application: Application, name: string, input: unknown): Promise<unknown> {
  if (!Object.hasOwn(COMMANDS, name)) throw new CommandError(`There is no command ${name}.`);
  return COMMANDS[name as CommandName](application, input);
}
