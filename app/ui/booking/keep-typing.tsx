"use client";
// Client: what has not been sent yet is known to this tab alone.

import { useEffect, useRef } from "react";
import { readKept, storeKept } from "@/lib/browser/kept-typing";

const FIELDS = ["name", "contact"] as const;

const inputOf = (form: HTMLFormElement, name: string): HTMLInputElement | null => {
  const input = form.elements.namedItem(name);
  return input instanceof HTMLInputElement ? input : null;
};

/** Keeps what is being typed over a reload and a change of language, in this tab, until a form of the page is sent. */
export function KeepTyping() {
  const mark = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const form = mark.current?.closest("form");
    if (!form) return;
    const kept = readKept();
    for (const name of FIELDS) {
      const input = inputOf(form, name);
      const text = kept[name];
      if (input && typeof text === "string" && input.value === input.defaultValue) input.value = text;
    }
    const onInput = () => storeKept({ name: inputOf(form, "name")?.value, contact: inputOf(form, "contact")?.value });
    form.addEventListener("input", onInput);
    return () => form.removeEventListener("input", onInput);
  }, []);
  return <span ref={mark} hidden />;
}
