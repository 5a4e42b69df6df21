import { createAtelier } from "../../src/app/data/atelier.ts";
import { createClient } from "../../src/app/data/client.ts";

/** The client, the worker and the database as they are in the app, and nothing to look at: for browsers that live a second. */
Object.defineProperty(window, "atelier", { value: createAtelier(createClient(), "end-to-end"), enumerable: true });
