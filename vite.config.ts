import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type PluginOption, type UserConfig } from "vite";
import { VitePWA } from "vite-plugin-pwa";
import solid from "vite-plugin-solid";
import { CONTENT_SECURITY_POLICY } from "./server/headers.ts";
import { manifest } from "./scripts/vite/manifest.ts";
import { withConstructedEditorStyles, withTrustedTemplates, withoutUnusedSqliteWorkers } from "./scripts/vite/patch.ts";

const { version } = JSON.parse(readFileSync(new URL("./package.json", import.meta.url), "utf8")) as { version: string };

const shared = {
  define: { __ATELIER_VERSION__: JSON.stringify(version) },
  worker: { format: "es", plugins: () => [withoutUnusedSqliteWorkers()] },
  optimizeDeps: { exclude: ["@sqlite.org/sqlite-wasm"] },
  // The icons as they come compiled: found by the condition `solid`, each of the 2,000 would be compiled once more.
  resolve: { alias: { "lucide-solid": fileURLToPath(new URL("node_modules/lucide-solid/dist/esm/lucide-solid.mjs", import.meta.url)) } },
} satisfies UserConfig;

const sharedBuild = {
  target: "es2023",
  // No data: URLs for code or styles: the content security policy allows files of the app only, and all of them are precached.
  assetsInlineLimit: 0,
  modulePreload: { polyfill: false },
  chunkSizeWarningLimit: 900,
} satisfies UserConfig["build"];

const serviceWorker = (): PluginOption =>
  VitePWA({
    strategies: "injectManifest",
    srcDir: "src/sw",
    filename: "sw.ts",
    registerType: "prompt",
    injectRegister: false,
    manifest,
    injectManifest: {
      globPatterns: ["**/*.{js,css,html,wasm,svg,png,webmanifest,woff2}"],
      globIgnores: ["screenshots/**"],
      maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
    },
  });

/** For hosts that send no headers: the same policy in the page, without the one directive that only a header can say (SC2). */
const policyInThePage = (): PluginOption => ({
  name: "atelier:policy",
  apply: "build",
  transformIndexHtml: () => [
    {
      tag: "meta",
      attrs: { "http-equiv": "Content-Security-Policy", content: CONTENT_SECURITY_POLICY.replace(/; frame-ancestors [^;]*/, "") },
      injectTo: "head-prepend",
    },
  ],
});

const app = (): UserConfig => ({
  ...shared,
  plugins: [withTrustedTemplates(), withConstructedEditorStyles(), solid(), policyInThePage(), serviceWorker()],
  build: { ...sharedBuild, outDir: "dist/client", manifest: true },
});

/** The pages of e2e/pages, which drive the kernel without the app; built apart, so that the product stays clean of them. */
const e2ePages = (): UserConfig => ({
  ...shared,
  publicDir: false,
  plugins: [
    withTrustedTemplates(),
    solid(),
    { name: "atelier:trusted-types", transformIndexHtml: { order: "pre", handler: () => [TRUSTED_TYPES] } },
  ],
  build: {
    ...sharedBuild,
    outDir: "dist-e2e",
    rolldownOptions: {
      input: existsSync("e2e/pages")
        ? readdirSync("e2e/pages")
            .filter((name) => name.endsWith(".html"))
            .map((name) => `e2e/pages/${name}`)
        : [],
    },
  },
});

const TRUSTED_TYPES = { tag: "script", attrs: { type: "module", src: "/src/app/trusted-types.ts" }, injectTo: "head-prepend" as const };

export default defineConfig(process.env["ATELIER_E2E"] ? e2ePages() : app());
