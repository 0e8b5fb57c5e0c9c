import { expect, test } from 'vitest'
import { permissionsOf } from '../../../dashboard/app/permissions.ts'

test('the machine is looked after at the root of the tree alone', () => {
  expect(permissionsOf({ role: 'manager', atRoot: true }).operations).toBe(true)
  expect(permissionsOf({ role: 'manager', atRoot: false })).toMatchObject({ operations: false, changes: true })
  expect(permissionsOf({ role: 'leader', atRoot: true }).operations).toBe(false)
})
