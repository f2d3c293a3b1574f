import { SMSAPI } from "smsapi";
import type { LetterBox } from "./letter-box";
import type { Gateway } from "./route";

export interface SmsSettings {
  /** Null writes files instead. */
  readonly token: string | null;
  /** The name that telephones show, registered with the provider; null = the account's own. */
  readonly sender: string | null;
  /** Another provider of the same kind, in tests. */
  readonly url?: string;
}

const SERVICE = "https://api.smsapi.pl";
const TIMEOUT_MS = 9_000;

/** The client waits for ever; a message that arrives after all is sent twice, which is better than not at all. */
const inTime = <T>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, fail) => {
      setTimeout(() => fail(new Error("The provider of text messages does not answer.")), TIMEOUT_MS).unref();
    }),
  ]);

/** Sends text messages through SMSAPI.pl; Polish letters are written without their marks, which halves the price. */
function smsapiGateway({ token, sender, url = SERVICE }: SmsSettings & { readonly token: string }): Gateway<string> {
  const client = new SMSAPI(token, url);
  return {
    async send(letter, to) {
      await inTime(client.sms.sendSms(to.slice(1), letter.sms, { normalize: true, ...(sender && { from: sender }) }));
      return "sent";
    },
    close: () => undefined,
  };
}

/** Writes text messages as files, where no account is set. */
const fileGateway = (box: LetterBox): Gateway<string> => ({
  async send(letter, to, visitId) {
    box.put(visitId, letter.id, "sms.txt", `${to}\n${letter.sms}\n`);
    return "sent";
  },
  close: () => undefined,
});

/** The gateway for text messages that the environment asks for. */
export const smsGateway = (settings: SmsSettings, box: LetterBox): Gateway<string> =>
  settings.token === null ? fileGateway(box) : smsapiGateway({ ...settings, token: settings.token });
