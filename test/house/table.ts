import { dashboardRooms } from './table-dashboard.ts'
import { serverRooms } from './table-server.ts'

/** Who may import what: the table of the architecture, read by `house.test.ts`. The row with the longest matching path holds. */
export interface Room {
  /** A folder, or one file. */
  readonly path: string
  /** Rooms (a path), packages (a name) and `node:` this room may import values from; its own folder always. `*` is any. */
  readonly values: readonly string[]
  /** What it may import types from besides. */
  readonly types: readonly string[]
}

const buildTools = ['node:', 'vite', '@sveltejs/vite-plugin-svelte'] as const

export const rooms: readonly Room[] = [
  ...serverRooms,
  { path: 'kiosk', values: ['server/core', 'svelte', 'idb', 'uqr', '@fontsource/'], types: ['server/contract'] },
  {
    path: 'kiosk/vite.config.ts',
    values: ['kiosk', 'kiosk/offline-worker.ts', 'scripts/served-files.js', ...buildTools],
    types: [],
  },
  { path: 'kiosk/offline-worker.ts', values: buildTools, types: [] },
  ...dashboardRooms,
  { path: 'dashboard/vite.config.ts', values: ['dashboard', 'scripts/served-files.js', ...buildTools], types: [] },
  { path: 'migrations', values: ['kysely', 'node:'], types: [] },
]

/** Folders whose every folder has a row of its own: a new one stands outside until it is given one. */
export const corridors = ['server', 'server/store', 'server/services', 'server/http', 'dashboard'] as const

/** The one file that may read the environment; who starts the program hands it over whole. */
export const environmentReader = 'server/config.ts'
export const environmentHandedOver = 'readConfig(process.env)'

/** Longest files: code, and tests. */
export const longest = { code: 250, test: 400 } as const

/** Lines of a function that answers a route: it parses, calls one service or store, and answers. */
export const longestRoute = 25

/** Most files of code in one folder; where a folder is one flat list by its nature, more. */
export const fullest = { usual: 15, lists: 30 } as const
export const flatLists = ['server/contract', 'migrations', 'dashboard/parts'] as const

/** Compressed bytes a kiosk loads at most: all but fonts, the page's script, the service worker beside it, the fonts. */
export const kioskBudget = { allButFonts: 60_000, script: 35_000, worker: 3_000, fonts: 100_000 } as const
