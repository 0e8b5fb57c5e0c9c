import { expect, test } from 'vitest'
import { mayOpen, routes } from '../../../dashboard/shell/routes.ts'
import type { Role } from '#contract/people/roles'

const menuOf = (role: Role, atRoot: boolean) =>
  routes.filter((route) => route.menu !== 'none' && mayOpen(route, { role, atRoot })).map(({ page }) => page)

test('every page has a name and an address of its own', () => {
  expect(new Set(routes.map(({ page }) => page)).size).toBe(routes.length)
  expect(new Set(routes.map(({ address }) => address)).size).toBe(routes.length)
})

test('whoever supervises is led to figures alone', () => {
  expect(menuOf('supervisor', false)).toEqual(['overview', 'trend', 'reference', 'targets', 'editions', 'guides'])
  expect(menuOf('officer', false)).toEqual([
    'overview',
    'trend',
    'reference',
    'targets',
    'editions',
    'guides',
    'account',
  ])
})

test('an administrator at the root is led everywhere, one below not to the machine', () => {
  expect(menuOf('admin', true)).toEqual(routes.filter(({ menu }) => menu !== 'none').map(({ page }) => page))
  expect(menuOf('admin', false)).toEqual(menuOf('admin', true).filter((page) => page !== 'operations'))
})

test('the office is led to what it may change, never to accounts', () => {
  expect(menuOf('manager', false)).toEqual([
    'overview',
    'trend',
    'criteria',
    'units',
    'reports',
    'superior-file',
    'reference',
    'targets',
    'dossiers',
    'editions',
    'devices',
    'access',
    'audit',
    'guides',
    'account',
  ])
})
