import type { Room } from './table.ts'

const pure = ['server/core', 'svelte'] as const
const types = ['server/contract'] as const
const page = [...pure, 'dashboard/app', 'dashboard/parts', 'dashboard/charts', 'dashboard/i18n'] as const

/** Each feature with the others that it takes something from: never their pages. */
const features = {
  'sign-in': [],
  targets: [],
  editions: [],
  'superior-file': [],
  devices: [],
  catalogue: [],
  trend: [],
  reasons: [],
  overview: ['devices', 'targets', 'reasons'],
  detail: ['overview', 'reasons', 'trend'],
  comparison: ['devices', 'overview'],
  criteria: ['overview'],
  reports: ['overview'],
  setup: ['devices', 'targets'],
  people: ['sign-in'],
  operations: ['setup'],
  audit: ['setup'],
  guides: [],
  dossiers: [],
} as const

/** What the features draw with besides. */
const packages: Readonly<Record<string, readonly string[]>> = { trend: ['uplot'] }

const under = (names: readonly string[]): readonly string[] => names.map((name) => `dashboard/${name}`)

export const dashboardRooms: readonly Room[] = [
  {
    path: 'dashboard/main.ts',
    values: [
      'svelte',
      'dashboard/shell/App.svelte',
      'dashboard/base.css',
      'dashboard/fonts.css',
      'dashboard/forms.css',
      'dashboard/lists.css',
      'dashboard/print.css',
      'dashboard/tokens.css',
    ],
    types: [],
  },
  { path: 'dashboard/i18n', values: ['server/core'], types: [...types, 'dashboard/app/client.ts'] },
  { path: 'dashboard/charts', values: [...pure, 'uqr', 'dashboard/i18n'], types },
  {
    path: 'dashboard/parts',
    values: [...pure, 'dashboard/charts', 'dashboard/i18n'],
    types: [...types, 'dashboard/app/client.ts'],
  },
  { path: 'dashboard/app', values: [...pure, 'dashboard/parts', 'dashboard/i18n'], types },
  ...Object.entries(features).map(([feature, others]) => ({
    path: `dashboard/${feature}`,
    values: [...page, ...(packages[feature] ?? []), ...under(others)],
    types,
  })),
  {
    path: 'dashboard/shell',
    values: [...page, 'dashboard/shell/routes.ts', ...under(['sign-in', 'operations', 'setup'])],
    types,
  },
  { path: 'dashboard/shell/routes.ts', values: [...page, 'dashboard'], types },
]
