import type { Room } from './table.ts'

const pure = ['server/core'] as const
const under = (folder: string, names: readonly string[]): readonly string[] => names.map((name) => `${folder}/${name}`)

/** Features of the store from the ground up: each may import the ones before it. */
const storeFeatures = [
  ...['engine', 'ledger', 'office', 'catalogue', 'people', 'devices', 'clock', 'targets', 'dossiers', 'ratings'],
  ...['imports', 'figures', 'editions', 'superior-file', 'setup', 'operations', 'jobs'],
] as const

/** The engine chooses the dialect that it speaks; no feature sees it. */
const dialects: Readonly<Record<string, readonly string[]>> = { engine: ['server/store/engine/sqlite'] }

const storeRooms: readonly Room[] = storeFeatures.map((feature, at) => ({
  path: `server/store/${feature}`,
  values: [
    ...pure,
    'server/data',
    'migrations',
    'node:',
    'kysely',
    ...under('server/store', storeFeatures.slice(0, at)),
    ...(dialects[feature] ?? []),
  ],
  types: ['server/contract'],
}))

/** What the product does, for any door: stores come as arguments, so only their types are known here. */
const serviceFeatures = {
  clock: [],
  people: [],
  office: [],
  catalogue: [],
  devices: [],
  targets: [],
  dossiers: ['catalogue', 'imports'],
  disclosure: [],
  figures: ['disclosure', 'dossiers'],
  reasons: ['disclosure', 'figures'],
  comparison: ['disclosure', 'figures'],
  tables: ['disclosure', 'editions', 'figures'],
  reports: ['disclosure', 'dossiers', 'editions', 'figures', 'reasons', 'targets'],
  editions: ['disclosure', 'dossiers', 'figures', 'reasons'],
  downloads: ['disclosure', 'editions', 'figures', 'reports', 'tables'],
  imports: ['catalogue'],
  exports: [],
  'superior-file': ['editions', 'exports', 'imports', 'setup', 'tables'],
  backups: [],
  setup: ['backups'],
} as const

const serviceRooms: readonly Room[] = Object.entries(serviceFeatures).map(([feature, others]) => ({
  path: `server/services/${feature}`,
  values: [
    ...[...pure, 'server/contract', 'server/data', 'server/files', 'node:', ...under('server/services', others)],
    ...['otpauth', '@node-rs/argon2', 'server/services/refusal.ts'],
  ],
  types: ['server/store', 'server/services'],
}))

/** How every service says that something was not done. */
const refusalRoom: Room = { path: 'server/services', values: pure, types: ['server/contract'] }

const doorValues = [...pure, 'server/contract', 'server/data', 'server/files', 'server/services', 'node:'] as const

/** Every feature of `http` stands on the framework and the access alone, never on another feature. */
const httpFeatures = [
  ...[
    'people',
    'office',
    'setup',
    'catalogue',
    'devices',
    'ratings',
    'targets',
    'figures',
    'tables',
    'audit',
    'exports',
  ],
  ...['reports', 'editions', 'clock', 'operations', 'dossiers', 'downloads', 'superior-file'],
] as const

const httpRooms: readonly Room[] = [
  {
    path: 'server/http/framework',
    values: [
      ...[...pure, 'server/contract', 'server/services/refusal.ts', 'node:', 'fastify', '@fastify/'],
      ...['fastify-type-provider-zod', 'zod'],
    ],
    types: ['server/store'],
  },
  {
    path: 'server/http/access',
    values: [...pure, 'server/contract', 'node:', 'fastify', '@fastify/', 'server/http/framework'],
    types: ['server/store'],
  },
  ...httpFeatures.map((feature) => ({
    path: `server/http/${feature}`,
    values: [...doorValues, 'zod', 'fastify', '@fastify/', 'server/http/framework', 'server/http/access'],
    types: ['server/store'],
  })),
]

const composition = [
  ...['server', 'server/store', 'server/services', 'server/http', 'migrations', 'node:', '*'],
] as const
/** What a command, the start and the demonstration stand on: everything but each other and the routes. */
const below = [
  ...[...pure, 'server/contract', 'server/data', 'server/files', 'server/services', 'server/store', 'server/schedule'],
  ...['server/config.ts', 'server/stores.ts', 'server/shipped.ts', 'server/version.ts', 'server/built-at.ts', 'node:'],
  ...['server/databases.ts', 'server/start-failures.ts'],
] as const

const entries = ['app', 'main', 'demo', 'cli', 'config', 'worker', 'stores'] as const

export const serverRooms: readonly Room[] = [
  { path: 'server/core', values: [], types: [] },
  { path: 'server/contract', values: ['server/core', 'zod'], types: [] },
  ...storeRooms,
  // The only files that know a database driver.
  {
    path: 'server/store/engine/sqlite',
    values: ['node:', 'kysely', 'better-sqlite3', 'server/store/engine'],
    types: [],
  },
  { path: 'server/files', values: [...pure, 'node:', 'hucre'], types: ['server/contract'] },
  refusalRoom,
  ...serviceRooms,
  { path: 'server/schedule', values: [...pure, 'server/services', 'node:', 'croner'], types: ['server/store'] },
  ...httpRooms,
  { path: 'server/cli', values: below, types: [] },
  { path: 'server/start', values: [...below, 'server/app.ts'], types: ['server/http'] },
  { path: 'server/demo', values: below, types: [] },
  { path: 'server/data', values: [], types: [] },
  ...entries.map((entry) => ({ path: `server/${entry}.ts`, values: composition, types: [] })),
  // Which engine's files a backup copies is chosen here.
  { path: 'server/databases.ts', values: [...composition, 'server/store/engine/sqlite/copy.ts'], types: [] },
  {
    path: 'server/start-failures.ts',
    values: ['server/config.ts', 'server/store/engine', 'server/core/ledger'],
    types: [],
  },
  { path: 'server/shipped.ts', values: ['server/contract', 'server/data'], types: [] },
  { path: 'server/built-at.ts', values: [], types: [] },
  { path: 'server/version.ts', values: ['package.json'], types: [] },
  { path: 'server/vite.config.ts', values: ['node:', 'vite'], types: [] },
]
