import QRCode from "qrcode";
import { locationPath } from "@/lib/address/paths";
import type { Location } from "@/lib/domain/city/city";
import { civilDateAt } from "@/lib/domain/time/civil-time";
import { doorsOf } from "@/lib/pages/scan/place-view";
import { formatsFor } from "@/lib/text/format";
import { openReader } from "@/lib/use-cases/availability/reader";
import type { Application } from "./compose";
import { publicOrigin } from "./env";
import { isUnprotected, mailHostOf } from "./outbox/mail-server";
import { doubtWords } from "./watch/clock-report";

const TRY_IT = "OKIENKO_DEMO=1 OKIENKO_CLOCK=2026-11-23T09:00:00+01:00 npm start";

async function doorsLine(application: Application, location: Location): Promise<string> {
  const reader = await openReader(application);
  const { openNow, opensNext } = doorsOf(reader, location.id);
  const formats = formatsFor("pl");
  if (openNow) return "open now";
  return opensNext ? `closed now, opens ${opensNext.date} ${formats.hour(opensNext.at)}` : "closed";
}

/** Where messages go that no server takes. */
function messagesLines({ env, letterBox }: Application): readonly string[] {
  const mail = env.smtpUrl === null ? ["e-mails (set OKIENKO_SMTP_URL to send them)"] : [];
  const sms = env.smsToken === null ? ["text messages (set OKIENKO_SMSAPI_TOKEN to send them)"] : [];
  const files = [...mail, ...sms];
  return [
    ...(files.length === 0 ? [] : [`As files in ${letterBox.folder}: ${files.join(", ")}.`]),
    ...unprotectedLine(env),
  ];
}

/** What somebody has switched off is said at every start. */
function unprotectedLine({ smtpUrl, smtpPlaintext, smtpConnections }: Application["env"]): readonly string[] {
  if (smtpUrl === null) return [];
  const isBare = isUnprotected({ url: smtpUrl, plaintext: smtpPlaintext, connections: smtpConnections });
  return isBare
    ? [
        `E-mails and the password go to ${mailHostOf(smtpUrl)} unencrypted where it offers no TLS, because OKIENKO_SMTP_PLAINTEXT=1.`,
      ]
    : [];
}

/** Prints the sticker addresses, a QR code for the terminal, whether the buildings are open, and how to try it. */
export async function announce(application: Application): Promise<void> {
  const { env, plan, filled } = application;
  const origin = publicOrigin(env);
  const { city } = await plan.book();
  const lines = [`\nOkienko listens on http://${env.host}:${env.port} (process ${process.pid})`];
  if (filled) lines.push("A new database was filled with the city of Poznań and example counters, plans and areas.");
  lines.push("", "Stickers lead to:");
  for (const location of city.locations) {
    lines.push(
      `  ${origin}${locationPath(location.id)}   ${location.street} (${await doorsLine(application, location)})`,
    );
  }
  const [first] = city.locations;
  if (first)
    lines.push(
      "",
      `${first.street}:`,
      await QRCode.toString(`${origin}${locationPath(first.id)}`, { type: "terminal", small: true }),
    );
  if (env.publicUrl === null) {
    lines.push(
      "Phones cannot scan localhost: set OKIENKO_PUBLIC_URL to an address they reach, e.g. OKIENKO_PUBLIC_URL=https://wizyty.example.pl",
    );
  }
  lines.push(...messagesLines(application));
  const doubt = application.trust.doubt();
  if (doubt) lines.push(doubtWords(doubt));
  if (env.demo) {
    const now = application.clock.now();
    lines.push(`Demo: the clock stands at ${civilDateAt(now)} ${formatsFor("pl").hour(now)} in the city.`);
  } else lines.push(`To try it on a Monday at 9:00:  ${TRY_IT}`);
  console.log(lines.join("\n"));
}
