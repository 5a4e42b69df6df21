import { createContext, useContext } from "solid-js";
import { assert } from "../../base/assert.ts";
import type { Client } from "./client.ts";

const ClientContext = createContext<Client>();

export const ClientProvider = ClientContext.Provider;

export function useClient(): Client {
  const client = useContext(ClientContext);
  assert(client, "useClient() outside of <ClientProvider>");
  return client;
}
