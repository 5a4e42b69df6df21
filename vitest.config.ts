import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __ATELIER_VERSION__: JSON.stringify("0.0.0-test") },
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: "node",
          environment: "node",
          include: ["src/**/*.test.ts", "server/**/*.test.ts", "scripts/**/*.test.ts", "bench/**/*.test.ts"],
        },
      },
    ],
    testTimeout: 20_000,
    coverage: {
      provider: "v8",
      include: ["src/base/**/*.ts", "src/db/**/*.ts", "src/content/**/*.data.ts"],
      exclude: ["**/*.test.ts"],
      reporter: ["text-summary", "json-summary"],
      reportsDirectory: "coverage",
      thresholds: { lines: 90 },
      // The figure is wanted most when something else is wrong.
      reportOnFailure: true,
    },
  },
});
