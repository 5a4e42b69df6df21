// Imported first by start.mjs and test.mjs, so that an old Node gets a sentence instead of a syntax error.
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Atelier needs Node 20.19 or newer; this is Node ${process.versions.node}. Nothing was changed. Get a newer one from https://nodejs.org and run the command again.`,
  );
  process.exit(1);
}
