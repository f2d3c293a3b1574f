import type { BookingTexts } from "@/lib/text/booking/pl";
import { PageForm } from "./page-form";

interface TellDeviceProps {
  readonly token: string;
  readonly language: string;
  /** Whether a device is told already. */
  readonly told: boolean;
  /** The server's public key, as browsers want it. */
  readonly serverKey: string;
  readonly texts: BookingTexts["mail"];
}

/**
 * Offers, after a ticket, to be told of it on this very device. What the browser can do, the document's script finds
 * out (lib/browser/ticket.ts): without one nothing is offered. On an iPhone only an app on the home screen can be told,
 * and that has storage of its own, without the ticket: nobody is advised to make one.
 */
export function TellDevice({ token, language, told, serverKey, texts }: TellDeviceProps) {
  if (told)
    return (
      <PageForm name="untellDevice" fields={{ token }} className="mt-2">
        <p>
          {texts.told}{" "}
          <button type="submit" className="link">
            {texts.untell}
          </button>
        </p>
      </PageForm>
    );
  return (
    <div data-tell={serverKey} hidden>
      <PageForm name="tellDevice" fields={{ token, language, endpoint: "", p256dh: "", auth: "" }} className="mt-2">
        <button type="button" className="link">
          {texts.tell}
        </button>
        <p className="soft small">{texts.tellHint}</p>
        <p role="alert" className="font-semibold" data-refused={texts.refused} data-failed={texts.failed} />
      </PageForm>
    </div>
  );
}
