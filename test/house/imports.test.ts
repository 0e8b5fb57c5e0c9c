import { describe, expect, test } from 'vitest'
import { breach } from './imports.ts'
import { rooms } from './table.ts'

const breachOf = (path: string, specifier: string, typeOnly = false): string | null =>
  breach(path, { specifier, typeOnly, inlineType: false }, rooms)

describe('the table forbids', () => {
  test.each([
    ['the core to see the contract', 'server/core/time/x.ts', '#contract/codes'],
    ['the contract to see the store', 'server/contract/x.ts', '../store/engine/database.ts'],
    ['the store to see a service', 'server/store/ratings/x.ts', '../../services/refusal.ts'],
    ['a feature of the store to see a later one', 'server/store/office/x.ts', '../ratings/rating-stores.ts'],
    ['a feature of the store to see the dialect', 'server/store/ratings/x.ts', '../engine/sqlite/driver.ts'],
    ['a feature of the store to load the driver', 'server/store/ratings/x.ts', 'better-sqlite3'],
    ['a service to load a store', 'server/services/figures/x.ts', '../../store/figures/figures.ts'],
    ['a service to see http', 'server/services/figures/x.ts', '../../http/framework/errors.ts'],
    ['a service to load fastify', 'server/services/figures/x.ts', 'fastify'],
    ['a feature of http to see another', 'server/http/figures/x.ts', '../targets/routes.ts'],
    ['a command to see the dialect', 'server/cli/x.ts', '../store/engine/sqlite/lock.ts'],
    ['a command to see http', 'server/cli/x.ts', '../http/framework/errors.ts'],
    ['the composition to see the dialect', 'server/app.ts', './store/engine/sqlite/lock.ts'],
    ['a part to see a page', 'dashboard/parts/x.svelte', '../trend/Trend.svelte'],
    ['a part to fetch', 'dashboard/parts/x.svelte', '../app/client.ts'],
    ['a page to see the route table', 'dashboard/trend/x.ts', '../shell/routes.ts'],
    ['the kiosk to load the contract', 'kiosk/state/x.ts', '#contract/codes'],
    ['the kiosk to load zod', 'kiosk/state/x.ts', 'zod'],
  ])('%s', (_rule, path, specifier) => {
    expect(breachOf(path, specifier)).not.toBeNull()
  })

  test('types of the dialect where types of the store are allowed', () => {
    expect(breachOf('server/services/figures/x.ts', '../../store/engine/database.ts', true)).toBeNull()
    expect(breachOf('server/services/figures/x.ts', '../../store/engine/sqlite/driver.ts', true)).not.toBeNull()
  })
})

describe('the table allows', () => {
  test.each([
    ['the engine its dialect', 'server/store/engine/x.ts', './sqlite/driver.ts'],
    ['the dialect its engine', 'server/store/engine/sqlite/x.ts', '../statement.ts'],
    ['a feature of the store an earlier one', 'server/store/ratings/x.ts', '../office/units.ts'],
    ['a room its own folders', 'dashboard/catalogue/x.ts', './questionnaires/compose/x.ts'],
    ['a room one file of another', 'server/http/framework/x.ts', '../../services/refusal.ts'],
    ['a command any service', 'server/cli/x.ts', '../services/figures/x.ts'],
    ['the composition all of http', 'server/app.ts', './http/figures/routes.ts'],
    ['the kiosk the core', 'kiosk/state/x.ts', '#core/text/defined-only'],
  ])('%s', (_rule, path, specifier) => {
    expect(breachOf(path, specifier)).toBeNull()
  })

  test('the kiosk types of the contract', () => {
    expect(breachOf('kiosk/state/x.ts', '#contract/codes', true)).toBeNull()
  })
})
