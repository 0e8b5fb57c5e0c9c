import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from '#core/text/csv'

test.each([
  [['a', 1, null, 'b'], 'a,1,,b\r\n'],
  [['nói "được"', 'một, hai', 'trên\ndưới'], '"nói ""được""","một, hai","trên\ndưới"\r\n'],
  [[-1.5, 0], '-1.5,0\r\n'],
  [['=1+2', '+84', '-1', '@SUM(A1)'], "'=1+2,'+84,'-1,'@SUM(A1)\r\n"],
  [['\tx', '\rx', '=HYPERLINK("u","v")'], '\'\tx,"\'\rx","\'=HYPERLINK(""u"",""v"")"\r\n'],
  [['＝1+2', '＋1', '－1', '＠a', '\n=1'], `'＝1+2,'＋1,'－1,'＠a,"'\n=1"\r\n`],
  [['1.013978', '00004', 'a=b'], '1.013978,00004,a=b\r\n'],
])('writes %j', (cells, expected) => {
  expect(csvLine(cells)).toBe(expected)
})

test('is read back by a CSV reader, cell by cell, and no cell of text begins a formula', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: fc.constantFrom('=', '+', '-', '@', '＝', '\t', '\r', '\n', '"', ',', "'", 'a', 'ế', ' ') }),
  )
  const cell = fc.oneof(text, fc.integer(), fc.constant(null))
  const line = fc.array(cell, { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
      const read: string[][] = parse(lines.map(csvLine).join(''), {
        record_delimiter: '\r\n',
        relax_column_count: true,
      })
      expect(read).toHaveLength(lines.length)
      lines.forEach((cells, i) => {
        const expected = cells.map((value) => {
          if (typeof value !== 'string') return value === null ? '' : String(value)
          return ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'].includes(value.charAt(0))
            ? `'${value}`
            : value
        })
        expect(read[i]).toEqual(expected)
      })
    }),
  )
})
