import { createContext, useContext } from "solid-js";
import { assert } from "../../base/assert.ts";
import type { Actions } from "./actions.ts";

const ActionsContext = createContext<Actions>();

export const ActionsProvider = ActionsContext.Provider;

export function useActions(): Actions {
  const actions = useContext(ActionsContext);
  assert(actions, "useActions() outside of the shell");
  return actions;
}
