import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { AdministrativeUnitFile } from '#contract/administrative-units'
import { findUnits, searchable } from '#core/text/administrative-search'

const file = new URL('../../../server/data/administrative-units.json', import.meta.url)
const { provinces } = AdministrativeUnitFile.parse(JSON.parse(readFileSync(file, 'utf8')))
const list = provinces
  .flatMap(({ code, name, units }) => [
    { code, name, province: null, formerly: null },
    ...units.map(([own, title, formerly]) => ({
      code: own,
      name: title,
      province: { code, name },
      formerly: formerly ?? null,
    })),
  ])
  .map(searchable)
const found = (typed: string): string[] =>
  findUnits(list, typed, 20).map(({ name, province }) => (province ? `${name} — ${province.name}` : name))

describe('the shipped list', () => {
  test('has the 34 provinces and 3,321 communes of today, codes with their zeros', () => {
    expect(provinces).toHaveLength(34)
    const units = provinces.flatMap((province) => province.units)
    expect(units).toHaveLength(3321)
    expect(new Set(units.map(([code]) => code)).size).toBe(3321)
    expect(units.every(([code]) => /^\d{5}$/.test(code))).toBe(true)
    expect(units.filter(([, name]) => !/^(Phường|Xã|Đặc khu) \S/.test(name))).toEqual([])
    expect(units.find(([code]) => code === '00004')?.[1]).toBe('Phường Ba Đình')
  })
})

describe('a search', () => {
  const SAI_GON = 'Phường Sài Gòn — Thành phố Hồ Chí Minh'

  test.each([
    ['Phường Sài Gòn', SAI_GON],
    ['phuong sai gon', SAI_GON],
    ['P. Sài Gòn', SAI_GON],
    ['p.saigon', SAI_GON],
    ['SAI GON', SAI_GON],
    ['sài gòn, tp hồ chí minh', SAI_GON],
    ['sai gon hcm', SAI_GON],
    ['sai g', SAI_GON],
    ['Phường Bến Nghé', SAI_GON],
    ['dak ha', 'Xã Đăk Hà — Tỉnh Quảng Ngãi'],
    ['đặc khu phú quốc', 'Đặc khu Phú Quốc — Tỉnh An Giang'],
    ['dac khu con dao', 'Đặc khu Côn Đảo — Thành phố Hồ Chí Minh'],
    ['xa dung', 'Xã Xa Dung — Tỉnh Điện Biên'],
    ['00004', 'Phường Ba Đình — Thành phố Hà Nội'],
    ['tỉnh An Giang', 'Tỉnh An Giang'],
  ])('for "%s" finds %s first', (typed, first) => {
    expect(found(typed)[0]).toBe(first)
  })

  test.each([
    ['Hoà Vang', 'hòa vang'],
    ['Mỹ Hào', 'mĩ hào'],
    ['Thuỷ Nguyên', 'thủy nguyên'],
  ])('finds the same for "%s" and "%s"', (one, other) => {
    expect(found(one)[0]).toBe(found(other)[0])
    expect(found(one).length).toBeGreaterThan(0)
  })

  test('puts the kind that was typed before another of the same name', () => {
    const [xa, phuong] = [found('xã vĩnh lộc'), found('phường tân an')]
    expect(xa[0]).toMatch(/^Xã Vĩnh Lộc — /)
    expect(phuong[0]).toMatch(/^Phường Tân An — /)
  })

  test('puts what was a unit of that kind and number before later words of names', () => {
    const names = found('phuong 2')
    expect(names).not.toContain('Xã Sơn Kim 2 — Tỉnh Hà Tĩnh')
    const former = list
      .filter(({ unit }) => /(^|, )Phường 2( \(|,|$)/.test(unit.formerly ?? ''))
      .map(({ unit }) => unit.name)
    expect(names.every((name) => former.some((each) => name.startsWith(`${each} — `)))).toBe(true)
    expect(names[0]).toMatch(/^Phường /)
  })

  test('puts the tones that were typed before others', () => {
    expect(found('hoà an')[0]).toMatch(/Hoà An/)
    expect(found('hoa an').length).toBeGreaterThan(1)
  })

  test('finds nothing for nothing, and for what is nowhere', () => {
    expect(found('  ')).toEqual([])
    expect(found('zzzz')).toEqual([])
    expect(found('@@')).toEqual([])
  })

  test('takes a few milliseconds', () => {
    const start = performance.now()
    for (let round = 0; round < 20; round += 1) found('xã tân')
    expect((performance.now() - start) / 20).toBeLessThan(100)
  })
})
