import type { Locks } from "./locks.ts";
import { createPresence } from "./presence.ts";

/** Lets the page know that its worker is gone: a lock that ends with it, named once it is held (TAB14). */
export interface Life {
  begin(): void;
  end(): void;
}

export function createLife(locks: Locks, id: string, tell: (message: { lives: string }) => void): Life {
  const presence = createPresence(locks);
  let begun = false;
  return {
    begin() {
      if (begun) return;
      begun = true;
      void presence.arrive(id).then(() => begun && tell({ lives: `client:${id}` }));
    },
    end() {
      begun = false;
      presence.leave();
    },
  };
}
