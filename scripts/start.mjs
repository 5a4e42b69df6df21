// npm start: installs what is missing, builds what changed, serves the app.
import "./node-version.mjs";
import { build } from "./build.mjs";
import { setupPackages } from "./setup.mjs";

setupPackages();
build({ ifChanged: true });
await import("../dist/server/main.js");
