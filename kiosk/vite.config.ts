import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { defineConfig } from 'vite'
import { servedFiles } from '../scripts/served-files.js'
import { offlineWorker } from './offline-worker.ts'

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const { version }: { version: string } = JSON.parse(readFileSync(here('../package.json'), 'utf8'))

export default defineConfig({
  root: here('.'),
  base: '/kiosk/',
  plugins: [svelte({ configFile: false }), offlineWorker(here('./worker.js')), servedFiles()],
  define: { __APP_VERSION__: JSON.stringify(version) },
  build: {
    outDir: here('../dist/kiosk'),
    emptyOutDir: true,
    target: 'chrome100',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
