import { CommandError } from "@/lib/server/commands";
import type { RetentionReport } from "@/lib/server/retention";
import { asCommand, carryOut } from "./command";

const DRY_RUN = "--dry-run";

// npm run retention                 removes what may point to a person and is older than the settings allow
// npm run retention -- --dry-run    says what would be removed
await asCommand(async () => {
  const [option, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (option !== undefined && option !== DRY_RUN))
    throw new CommandError(`Either nothing or ${DRY_RUN}: npm run retention -- ${DRY_RUN}`);
  const isDry = option === DRY_RUN;
  const report = (await carryOut("retention", { dryRun: isDry })) as Partial<RetentionReport>;
  const { walkIns, persons, noShows, devices, drafts, files, logEmptied } = report;
  console.log(isDry ? "Would be forgotten:" : "Forgotten:");
  console.log(`  visits without a name   ${walkIns}`);
  console.log(`  visits of a person      ${persons}`);
  console.log(`  missed visits           ${noShows}`);
  console.log(`  devices told of a visit ${devices}`);
  console.log(`  what forms held         ${drafts}`);
  if (isDry) return;
  console.log(`  messages in files       ${files}`);
  if (!logEmptied)
    throw new CommandError("The database's log could not be emptied: somebody reads it. Run this again.");
});
