/** Who may import what: the table of the architecture, read by `house.test.ts`. The row with the longest matching path holds. */
export interface Room {
  /** A folder, or one file. */
  readonly path: string
  /** Rooms (a path), packages (a name) and `node:` this room may import values from; its own folder always. `*` is any. */
  readonly values: readonly string[]
  /** What it may import types from besides. */
  readonly types: readonly string[]
}

const server = ['server', 'migrations', 'node:', '*'] as const
const buildTools = ['node:', 'vite', '@sveltejs/vite-plugin-svelte'] as const

export const rooms: readonly Room[] = [
  { path: 'server/core', values: [], types: [] },
  { path: 'server/contract', values: ['server/core', 'zod'], types: [] },
  {
    path: 'server/store',
    values: ['server/core', 'server/data', 'migrations', 'node:', 'kysely', 'better-sqlite3', 'pg'],
    types: ['server/contract'],
  },
  {
    path: 'server/exchange',
    values: [
      'server/core',
      'server/contract',
      'server/data',
      'node:',
      'csv-parse',
      'csv-stringify',
      'hucre',
      'fflate',
      'yazl',
    ],
    types: ['server/store'],
  },
  {
    path: 'server/report',
    values: ['server/core', 'server/data', 'node:', 'docx', 'pdfmake', 'hucre'],
    types: ['server/contract'],
  },
  {
    path: 'server/duties',
    values: ['server/core', 'server/report', 'server/exchange', 'node:', 'nodemailer'],
    types: ['server/store'],
  },
  {
    path: 'server/http',
    values: [
      ...['server/core', 'server/contract', 'server/report', 'server/exchange', 'server/data', 'node:'],
      ...['otpauth', 'fastify', '@fastify/', 'fastify-type-provider-zod', 'zod', '@node-rs/argon2', 'prom-client'],
    ],
    types: ['server/store'],
  },
  { path: 'server/tasks', values: server, types: [] },
  { path: 'server/data', values: [], types: [] },
  { path: 'server/app.ts', values: server, types: [] },
  { path: 'server/main.ts', values: server, types: [] },
  { path: 'server/demo.ts', values: server, types: [] },
  { path: 'server/cli.ts', values: server, types: [] },
  { path: 'server/config.ts', values: server, types: [] },
  { path: 'server/worker.ts', values: server, types: [] },
  { path: 'server/stores.ts', values: server, types: [] },
  { path: 'server/shipped.ts', values: ['server/contract', 'server/data'], types: [] },
  { path: 'server/version.ts', values: ['package.json'], types: [] },
  { path: 'server/vite.config.ts', values: buildTools, types: [] },
  { path: 'kiosk', values: ['server/core', 'svelte', 'idb', 'uqr', '@fontsource/'], types: ['server/contract'] },
  { path: 'kiosk/vite.config.ts', values: ['kiosk', ...buildTools], types: [] },
  { path: 'kiosk/offline-worker.ts', values: buildTools, types: [] },
  { path: 'dashboard', values: ['server/core', 'svelte', 'uplot', 'uqr', '@fontsource/'], types: ['server/contract'] },
  { path: 'dashboard/vite.config.ts', values: ['dashboard', ...buildTools], types: [] },
  { path: 'migrations', values: ['kysely', 'node:'], types: [] },
]

/** The one file that may read the environment; who starts the program hands it over whole. */
export const environmentReader = 'server/config.ts'
export const environmentHandedOver = 'readConfig(process.env)'

/** Longest files: code, and tests. */
export const longest = { code: 250, test: 400 } as const

/** Compressed bytes a kiosk loads at most: all but fonts, the page's script, the service worker beside it, the fonts. */
export const kioskBudget = { allButFonts: 60_000, script: 30_000, worker: 3_000, fonts: 100_000 } as const
