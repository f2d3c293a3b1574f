/** Says on an open page, as long as there is no network, that what it shows may have changed. */
export function watchNetwork(): void {
  const note = document.querySelector<HTMLElement>("[data-cut]");
  const look = () => {
    if (!note) return;
    const words = document.createElement("p");
    words.className = "font-semibold";
    words.textContent = note.dataset.cut ?? "";
    note.replaceChildren(...(navigator.onLine ? [] : [words]));
  };
  look();
  addEventListener("offline", look);
  addEventListener("online", look);
}
