import { join } from 'node:path'
import { defineConfig } from 'vite'

const entry = (name: string): string => join(import.meta.dirname, `${name}.ts`)

export default defineConfig({
  root: import.meta.dirname,
  // No clock that says less can be right.
  define: { __BUILT_AT__: JSON.stringify(Date.now()) },
  // Kysely is 270 small modules and zod 80: to load them one by one took half of what a command takes.
  ssr: { noExternal: ['kysely', 'zod', 'fastify-type-provider-zod'] },
  build: {
    ssr: true,
    target: 'node20',
    outDir: '../dist/server',
    emptyOutDir: true,
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: { main: entry('main'), demo: entry('demo'), cli: entry('cli'), worker: entry('worker') },
      // Chunks lie beside the entries, so that `new URL('./worker.js', import.meta.url)` holds from any of them.
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
    },
  },
})
