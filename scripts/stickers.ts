import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { CommandError, type StickerFacts } from "@/lib/server/commands";
import { readEnv } from "@/lib/server/env";
import { printSticker } from "@/lib/stickers/print-sticker";
import { type StickerSize, stickerFor } from "@/lib/stickers/sticker";
import { asCommand, carryOut } from "./command";

const USAGE = "npm run stickers -- --location libelta [--case-group ID] [--number 1] --size a6 --out FILE.pdf";

/** What is missing or wrong, before the usage. */
function complaint({ location, size, out }: { location?: string; size?: string; out?: string }): string {
  if (!location) return "--location is missing.";
  if (!isSize(size)) return "--size must be a4 or a6.";
  return out ? "--number must be 1 to 99." : "--out is missing.";
}

const isSize = (text: string | undefined): text is StickerSize => text === "a4" || text === "a6";

function options() {
  const { values } = parseArgs({
    options: {
      location: { type: "string" },
      "case-group": { type: "string" },
      number: { type: "string", default: "1" },
      size: { type: "string" },
      out: { type: "string" },
    },
  });
  const { location, size, out, number } = values;
  const ordinal = Number(number);
  if (!location || !out || !isSize(size) || !Number.isInteger(ordinal) || ordinal < 1 || ordinal > 99)
    throw new CommandError(`${complaint(values)} ${USAGE}`);
  return { location, size, out, ordinal, caseGroup: values["case-group"] };
}

function order(facts: StickerFacts, wanted: ReturnType<typeof options>) {
  const location = facts.locations.find((one) => one.id === wanted.location);
  if (!location)
    throw new CommandError(
      `There is no building ${wanted.location}; known are ${facts.locations.map((one) => one.id).join(", ")}.`,
    );
  const caseGroup = facts.caseGroups.find((one) => one.id === wanted.caseGroup) ?? null;
  const served = caseGroup?.served.some((at) => at.locationId === location.id) ?? wanted.caseGroup === undefined;
  if (!served) throw new CommandError(`${wanted.caseGroup} is not served at ${location.id}.`);
  const hotline = `${facts.hotline.name} ${facts.hotline.phone}`;
  return stickerFor({
    // What the person at the terminal says goes before what the running server was told.
    publicUrl: readEnv(process.env).publicUrl ?? facts.publicUrl,
    location,
    caseGroup,
    city: "Poznań",
    hotline,
    ordinal: wanted.ordinal,
  });
}

// Each code is decoded from the rendered page before the file is written.
await asCommand(async () => {
  const wanted = options();
  const sticker = order((await carryOut("sticker-facts", {})) as StickerFacts, wanted);
  const file = resolve(wanted.out);
  writeFileSync(file, await printSticker(sticker, wanted.size));
  if (new URL(sticker.url).hostname === "localhost") {
    console.error("Warning: no phone reaches localhost; set OKIENKO_PUBLIC_URL before printing for a door.");
  }
  console.log(
    `${file}: sticker ${sticker.number}, ${wanted.size.toUpperCase()}, leads to ${sticker.url} (decoded from the page).`,
  );
});
