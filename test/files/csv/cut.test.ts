import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutRecord } from '../../../server/files/csv/cut.ts'

/** All records of a text that comes in pieces, as the reader cuts them. */
function cutAll(pieces: readonly string[], delimiters: string): string[] {
  const found: string[] = []
  let text = ''
  pieces.forEach((piece, index) => {
    text += piece
    let at = 0
    while (at < text.length) {
      const cut = cutRecord(text, at, { delimiters, final: index === pieces.length - 1 })
      if (!cut) break
      found.push(cut.kind === 'record' ? cut.text : `broken: ${cut.text}`)
      at = cut.next
    }
    text = text.slice(at)
  })
  return found
}

test.each([
  ['a,b\nc,d', ['a,b', 'c,d']],
  ['a,"b\r\nc"\r\nd,e\r\n', ['a,"b\r\nc"', 'd,e']],
  ['a,"b ""c"" d"\n', ['a,"b ""c"" d"']],
  ['5" pipe,x\ny', ['5" pipe,x', 'y']],
  ['"a,b\nc,d\ne', ['broken: "a,b', 'c,d', 'e']],
  ['"a\n"b",c\nd', ['broken: "a', '"b",c', 'd']],
  ['"a"b,c\nd', ['broken: "a"b,c', 'd']],
  ['\n\na', ['', '', 'a']],
])('cuts %j into records', (text, records) => {
  expect(cutAll([text], ',')).toEqual(records)
})

test('gives up a quote that does not close within reason, and that line only', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `${index},x`)
  expect(cutAll([`"open,\n${lines.join('\n')}\n"`], ',').slice(0, 3)).toEqual(['broken: "open,', '0,x', '1,x'])
})

test('cuts a text in the same places however it comes', () => {
  const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', 'ờ'), maxLength: 40 })
  const check = (whole: string, places: number[]): void => {
    const cuts = [...places.filter((place) => place < whole.length)].sort((a, b) => a - b)
    const pieces = [0, ...cuts].map((from, index) => whole.slice(from, [...cuts, whole.length][index]))
    expect(cutAll(pieces, ',')).toEqual(cutAll([whole], ','))
  }
  check('aaa,"\r"""', [8])
  fc.assert(fc.property(text, fc.array(fc.nat(40), { maxLength: 5 }), check), { numRuns: 2000 })
})
