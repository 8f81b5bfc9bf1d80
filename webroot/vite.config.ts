import { defineConfig } from 'vitest/config';

declare const process: { env: Record<string, string | undefined> };

const server = process.env['TICKERTALK_URL'] ?? 'http://localhost:8080';

export default defineConfig({
  base: './',
  build: {
    // Maven packs target/classes into the jar, so the page is served from the class path folder `tickertalk/page`. A name of
    // its own: Vert.x looks in the working directory first, where a folder `webroot` has the sources.
    outDir: process.env['WEBROOT_OUT'] ?? 'target/classes/tickertalk/page',
    emptyOutDir: true,
    target: 'es2022',
    // The strict Content-Security-Policy has no `data:` for fonts, scripts and styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: {
      '/api': server,
      '/eventbus': { target: server, ws: true },
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    environment: 'node',
  },
});
