/** Version of package.json, put in by vite.config.ts. */
declare const __ATELIER_VERSION__: string;
