import { keyNames } from "./kbd.tsx";

const DELAY = 450;

/**
 * One tooltip for the whole page: the `data-tip` of what is pointed at or focused by keyboard, with its `data-tip-keys`.
 * It only repeats the accessible name, so it is hidden from screen readers. Esc hides it.
 */
export function startTooltips(): void {
  const bubble = document.createElement("div");
  bubble.className = "tooltip";
  bubble.setAttribute("aria-hidden", "true");
  bubble.popover = "manual";
  document.body.append(bubble);
  let timer = 0;

  const hide = () => {
    clearTimeout(timer);
    bubble.hidePopover();
  };
  const show = (owner: HTMLElement) => {
    const keys = owner.dataset["tipKeys"];
    bubble.textContent = [owner.dataset["tip"], keys && keyNames(keys).join(" ")].filter(Boolean).join("   ");
    bubble.showPopover();
    place(bubble, owner);
  };
  const ownerOf = (target: EventTarget | null) => (target instanceof Element ? target.closest<HTMLElement>("[data-tip]") : null);

  document.addEventListener("pointerover", (event) => {
    hide();
    const owner = event.pointerType === "mouse" ? ownerOf(event.target) : null;
    if (owner) timer = window.setTimeout(() => owner.isConnected && show(owner), DELAY);
  });
  document.addEventListener("focusin", (event) => {
    hide();
    const owner = ownerOf(event.target);
    if (owner?.matches(":focus-visible")) show(owner);
  });
  for (const end of ["pointerdown", "focusout", "scroll"]) document.addEventListener(end, hide, true);
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

const GAP = 6;

/** Beside what is at the left edge (the rail), otherwise below, or above where there is no room. */
function place(bubble: HTMLElement, owner: HTMLElement): void {
  const box = owner.getBoundingClientRect();
  const own = bubble.getBoundingClientRect();
  const beside = box.left < GAP * 2;
  const left = beside ? box.right + GAP : Math.min(Math.max(GAP, box.left + (box.width - own.width) / 2), innerWidth - own.width - GAP);
  const below = box.bottom + GAP + own.height < innerHeight;
  const top = beside ? box.top + (box.height - own.height) / 2 : below ? box.bottom + GAP : box.top - GAP - own.height;
  bubble.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
}
