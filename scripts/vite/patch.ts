import type { Plugin } from "vite";

interface Patch {
  readonly name: string;
  /** End of the path of the one file of a dependency that is changed. */
  readonly file: RegExp;
  readonly from: string;
  readonly to: string;
}

/**
 * Replaces one expression of a dependency while it is bundled. Throws when the expression is gone,
 * so that a new version of the dependency is looked at instead of silently losing the change.
 */
function patch({ name, file, from, to }: Patch): Plugin {
  return {
    name: `atelier:${name}`,
    enforce: "pre",
    transform(code, id) {
      if (!file.test(id.split("?")[0]!)) return null;
      if (!code.includes(from)) this.error(`${name}: ${id} no longer contains "${from}". See docs/gotchas.md.`);
      return { code: code.replaceAll(from, to), map: null };
    },
  };
}

const SQLITE = /sqlite-wasm\/dist\/index\.mjs$/;

/** The wasm package refers to two workers that Atelier never starts; unpatched they are 700 kB of dead files in the build. */
export const withoutUnusedSqliteWorkers = (): Plugin[] => [
  patch({
    name: "sqlite-worker1",
    file: SQLITE,
    from: `new Worker(new URL("sqlite3-worker1.mjs", import.meta.url), { type: "module" })`,
    to: `(() => { throw new Error("sqlite3-worker1 is not part of Atelier"); })()`,
  }),
  patch({
    name: "sqlite-opfs-proxy",
    file: SQLITE,
    from: `new URL("sqlite3-opfs-async-proxy.js", import.meta.url)`,
    to: `new URL("about:blank")`,
  }),
];

/** Styles of the editor as constructed style sheets: a `<style>` element would need `unsafe-inline` in the CSP. */
export const withConstructedEditorStyles = (): Plugin =>
  patch({
    name: "editor-styles",
    file: /style-mod\/src\/style-mod\.js$/,
    from: "if (!root.head && root.adoptedStyleSheets && win.CSSStyleSheet)",
    to: "if (root.adoptedStyleSheets && win.CSSStyleSheet)",
  });

/**
 * Solid makes its compiled templates with `innerHTML`. They are text of this repository, never of a person, so they get
 * a Trusted Types policy of their own; every other assignment of text to `innerHTML` then throws.
 */
export const withTrustedTemplates = (): Plugin =>
  patch({
    name: "solid-templates",
    file: /solid-js\/web\/dist\/(web|dev)\.js$/,
    from: "t.innerHTML = html;",
    to: "t.innerHTML = (globalThis.atelierTemplates ??= globalThis.trustedTypes?.createPolicy('solid', { createHTML: (text) => text }) ?? { createHTML: (text) => text }).createHTML(html);",
  });
