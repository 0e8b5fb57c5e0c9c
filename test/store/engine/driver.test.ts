import { expect, test } from 'vitest'
import { sqliteLine } from '../../../server/store/engine/sqlite/driver.ts'

test('each Node takes the line of the driver that holds there', () => {
  expect(['20.19.0', '22.12.0', '24.21.0', '26.1.0'].map(sqliteLine)).toEqual([
    'better-sqlite3-node20',
    'better-sqlite3',
    'better-sqlite3',
    'better-sqlite3',
  ])
})
