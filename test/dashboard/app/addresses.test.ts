import { describe, expect, test } from 'vitest'
import { carryOver, pageAt, unitIn } from '../../../dashboard/app/addresses.ts'
import { routes } from '../../../dashboard/shell/routes.ts'
import { periodIn } from '../../../dashboard/overview/period-options.ts'

const query = (text: string) => new URLSearchParams(text)

describe('the address is the state', () => {
  test.each([
    ['/dashboard/', 'overview'],
    ['/dashboard', 'overview'],
    ['/dashboard/chi-tieu', 'targets'],
    ['/dashboard/thiet-bi/', 'devices'],
    ['/dashboard/tai-khoan', 'account'],
    ['/dashboard/xu-huong', 'trend'],
    ['/dashboard/index.html', 'overview'],
    ['/dashboard/khong-co', null],
    ['/', null],
  ])('%s is the page %s', (path, page) => {
    expect(pageAt(routes, path)).toBe(page)
  })

  test('another page keeps unit and period, and nothing else', () => {
    const query = new URLSearchParams('unit=pq&period=2026-Q1&x=1')
    expect(carryOver('/dashboard/chi-tieu', query)).toBe('/dashboard/chi-tieu?unit=pq&period=2026-Q1')
    expect(carryOver('/dashboard/', query, { period: '2025' })).toBe('/dashboard/?unit=pq&period=2025')
    expect(carryOver('/dashboard/', new URLSearchParams())).toBe('/dashboard/')
  })

  test('a period that is none is not taken', () => {
    expect(periodIn(query('period=2024-Q1'))).toBe('2024-Q1')
    expect(periodIn(query('period=2024-Q7'))).toBeNull()
    expect(periodIn(query(''))).toBeNull()
  })

  test('the unit is the one asked for, else the own one, else the first', () => {
    const units = [{ code: 'a' }, { code: 'b' }]
    expect(unitIn(query('unit=b'), units, 'a')).toEqual({ code: 'b' })
    expect(unitIn(query('unit=zzz'), units, 'b')).toEqual({ code: 'b' })
    expect(unitIn(query(''), units, 'zzz')).toEqual({ code: 'a' })
    expect(unitIn(query(''), [], 'a')).toBeNull()
  })
})
