import { CommandError } from "@/lib/server/commands";
import { asCommand, carryOut } from "./command";

// npm run settings                  shows them
// npm run settings -- KEY VALUE     changes one
await asCommand(async () => {
  const [key, value, ...rest] = process.argv.slice(2);
  if (rest.length > 0 || (key !== undefined && value === undefined))
    throw new CommandError("Either nothing, or a setting and its value: npm run settings -- KEY VALUE");
  const settings = await (key === undefined ? carryOut("settings", {}) : carryOut("change-setting", { key, value }));
  for (const [name, one] of Object.entries(settings as Record<string, unknown>))
    if (key === undefined || name === key)
      console.log(`${name} = ${typeof one === "object" ? JSON.stringify(one) : String(one)}`);
});
