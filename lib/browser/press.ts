import { FORM_HEADER, TO_HEADER } from "../offline/protocol";
import { isReachable } from "../offline/reachable";
import { beginWaiting, endWaiting } from "./arrival";
import { besides, say } from "./say";

const LONG_MS = 6_000;

/** The button that a form is sent with. */
const buttonOf = (form: HTMLFormElement): HTMLButtonElement | null => form.querySelector("button[type=submit]");

/** Shows on its button that a form is on its way, and what to know if that takes long; what is returned undoes it. */
function showPending(form: HTMLFormElement): () => void {
  const button = buttonOf(form);
  if (!button) return () => undefined;
  const words = button.textContent;
  if (button.dataset.wait) button.textContent = button.dataset.wait;
  button.setAttribute("aria-disabled", "true");
  const status = besides(button, "status");
  const timer = setTimeout(() => say(status, true), LONG_MS);
  return () => {
    clearTimeout(timer);
    say(status, false);
    button.textContent = words;
    button.removeAttribute("aria-disabled");
  };
}

/** The page's address with the hour that was asked for: where the answer is lost, it tells whose the hour is now. */
function addressAfter(form: HTMLFormElement): string {
  const address = new URL(location.href);
  const start = new FormData(form).get("start");
  if (start) address.searchParams.set("start", String(start));
  return address.href;
}

/** Says beside the form that no answer came, and asks for the page again as soon as there is a network. */
function showLost(form: HTMLFormElement): void {
  const words = document.querySelector<HTMLTemplateElement>("template[data-lost]");
  if (!words) return;
  form.after(words.content.cloneNode(true));
  const said = form.nextElementSibling as HTMLElement;
  const tryAgain = async () => {
    const status = said.querySelector<HTMLElement>("[role=status]");
    say(status, false);
    if (await isReachable()) location.replace(addressAfter(form));
    else say(status, true);
  };
  said.querySelector("button")?.addEventListener("click", tryAgain);
  addEventListener("online", tryAgain, { once: true });
  said.querySelector<HTMLElement>("[tabindex]")?.focus();
}

/**
 * Posts a form and opens the page that it leads to. What is answered without an address, the browser is to show itself.
 * False where no answer came.
 */
async function send(form: HTMLFormElement): Promise<boolean> {
  const body = new FormData(form);
  const done = showPending(form);
  beginWaiting();
  const answer = await fetch(location.href, { method: "POST", body, headers: { [FORM_HEADER]: "1" } }).catch(
    () => null,
  );
  const to = answer?.headers.get(TO_HEADER);
  if (to) location.assign(to);
  else if (answer) form.submit();
  if (answer) return true;
  done();
  endWaiting();
  showLost(form);
  return false;
}

/**
 * A form that is pressed says so and takes no second press; without a network it sends nothing, and one that did not
 * arrive leaves the page as it is.
 */
export function watchForms(): void {
  let isSending = false;
  addEventListener("pageshow", () => {
    isSending = false;
  });
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (form.method !== "post") return;
    event.preventDefault();
    if (isSending) return;
    if (form.nextElementSibling?.matches("section")) form.nextElementSibling.remove();
    const button = buttonOf(form);
    const alert = button && besides(button, "alert");
    say(alert, !navigator.onLine);
    if (!navigator.onLine) {
      alert?.scrollIntoView({ block: "nearest" });
      return addEventListener("online", () => say(alert, false), { once: true });
    }
    isSending = true;
    // What has been answered is on its way to the next page: no second press before that is there.
    void send(form).then((answered) => {
      isSending = answered;
    });
  });
}
