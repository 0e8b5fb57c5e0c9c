import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { servedFiles } from '../scripts/served-files.js'

/** Builds the officers' app into `dist/dashboard`; nothing is inlined, because the CSP allows only files of our own. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/dashboard/',
  plugins: [svelte({ configFile: false }), servedFiles()],
  build: {
    outDir: '../dist/dashboard',
    emptyOutDir: true,
    target: 'chrome100',
    assetsInlineLimit: 0,
    // The polyfill would only serve browsers older than the target.
    modulePreload: { polyfill: false },
  },
})
