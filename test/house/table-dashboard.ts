import type { Room } from './table.ts'

const page = [
  'server/core',
  'svelte',
  'dashboard/parts',
  'dashboard/charts',
  'dashboard/i18n',
  'dashboard/app',
] as const

/** Each feature with the others it takes something from. */
const features = {
  overview: ['devices', 'targets'],
  trend: [],
  targets: [],
  devices: ['overview'],
  catalogue: [],
  people: ['sign-in'],
  'sign-in': [],
  setup: ['devices', 'targets'],
  audit: ['setup', 'targets'],
  operations: ['setup'],
} as const

export const dashboardRooms: readonly Room[] = [
  { path: 'dashboard/main.ts', values: ['svelte', '@fontsource/', 'dashboard'], types: [] },
  { path: 'dashboard/app', values: ['server/core', 'svelte', 'dashboard'], types: ['server/contract'] },
  {
    path: 'dashboard/parts',
    values: ['server/core', 'svelte', 'dashboard/charts', 'dashboard/i18n'],
    types: ['server/contract', 'dashboard/app'],
  },
  {
    path: 'dashboard/charts',
    values: ['server/core', 'svelte', 'uplot', 'uqr', 'dashboard/i18n'],
    types: ['server/contract'],
  },
  { path: 'dashboard/i18n', values: ['server/core'], types: ['server/contract', 'dashboard/app'] },
  ...Object.entries(features).map(([feature, others]) => ({
    path: `dashboard/${feature}`,
    values: [...page, 'uplot', ...others.map((other) => `dashboard/${other}`)],
    types: ['server/contract'],
  })),
]
