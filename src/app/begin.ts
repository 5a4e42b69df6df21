import { beginWorker } from "./data/own-worker.ts";

beginWorker();
