/** Imports that stand against the table and are to be cut; the test fails for one that no longer stands. */
export const toCut: readonly string[] = [
  'dashboard/charts/TrendChart.svelte imports types from dashboard/trend/trend-window.ts',
  'dashboard/charts/TrendChart.svelte imports values from dashboard/trend/trend-words.ts',
  'dashboard/charts/trend-plot.ts imports values from dashboard/trend/trend-words.ts',
  'dashboard/parts/PeriodChoice.svelte imports types from dashboard/overview/period-options.ts',
  'dashboard/parts/UnitChoice.svelte imports values from dashboard/app/context.ts',
  'server/services/setup/setup-change.ts imports values from server/http/framework/errors.ts',
  'server/services/setup/setup-view.ts imports values from server/http/office/administrative-units.ts',
]

/** Folders that hold too many files still. */
export const crowded: readonly string[] = ['dashboard/app', 'dashboard/setup', 'scripts']
