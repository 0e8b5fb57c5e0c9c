import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isNationalCode, procedureCode } from '#core/questions/procedure-code'

const real = readFileSync(new URL('../../data/vn_procedures/tthc_codes.tsv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split('\t')[0] ?? '')

describe('a procedure code', () => {
  test.each([
    ['2.000815', '2.000815'],
    ['2.000815.000.00.00.H61', '2.000815'],
    ['1.012753.H19', '1.012753'],
    ['1.012753.h19', '1.012753'],
    ['1.012753.000.00.00', '1.012753'],
    [' 1.001193 ', '1.001193'],
  ])('is one procedure in each of its shapes: %s', (written, code) => {
    expect(procedureCode(written)).toBe(code)
  })

  test.each(['1.010', '1.01', 'xa-01', '2.000815.001.00.00.H61', '2.000815-H61', 'H21.227-260315-0042'])(
    'is text that is never cut or read as a number: %s',
    (written) => {
      expect(procedureCode(written)).toBe(written)
    },
  )

  test('keeps the 740 real ones apart in every shape', () => {
    expect(real).toHaveLength(740)
    const distinct = new Set(real)
    for (const suffix of ['', '.000.00.00.H61', '.H19', '.000.00.00'])
      expect(new Set(real.map((code) => procedureCode(code + suffix)))).toEqual(distinct)
    expect(real.filter((code) => !isNationalCode(code))).toEqual([])
  })
})
