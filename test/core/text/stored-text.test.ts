import fc from 'fast-check'
import { expect, test } from 'vitest'
import { storedInput, storedText } from '#core/text/stored-text'

/** Any text that JSON can carry, halves of pairs and decomposed letters among it. */
const unit = fc.oneof(
  fc.constantFrom('\ud83d', '\ude00', 'e\u0301', 'a\u0323\u0302', '\u0000', '😀', 'ế'),
  fc.string({ maxLength: 3 }),
)
const text = fc.array(unit, { maxLength: 8 }).map((units) => units.join(''))

test.each([
  ['Quầy 1', 'Quầy 1'],
  ['Quầy \ud83d', 'Quầy \ufffd'],
  ['\ude00x', '\ufffdx'],
  ['Quầy 😀', 'Quầy 😀'],
  ['Hộ ti\u0323ch', 'Hộ tịch'],
])('%j is stored as %j', (given, stored) => expect(storedText(given)).toBe(stored))

test('any text comes back from UTF-8 as it is stored, composed, and is stored no other way the second time', () => {
  fc.assert(
    fc.property(text, (given) => {
      const stored = storedText(given)
      expect(Buffer.from(stored, 'utf8').toString('utf8')).toBe(stored)
      expect(stored.normalize('NFC')).toBe(stored)
      expect(storedText(stored)).toBe(stored)
    }),
  )
})

test('any JSON has only such texts afterwards, in keys too, and nothing else is changed', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), text, (value, more) => {
      const input: unknown = JSON.parse(JSON.stringify({ value, [more]: [more, { deep: more }] }))
      const plain = JSON.stringify(input, (_key, child: unknown) => (typeof child === 'string' ? '' : child))
      const stored = storedInput(input)
      const written = JSON.stringify(stored)
      expect(Buffer.from(written).toString()).toBe(written)
      expect(written).not.toMatch(/\\ud[89a-f]/)
      if (storedText(more) === more && storedText(JSON.stringify(value)) === JSON.stringify(value))
        expect(JSON.stringify(stored, (_key, child: unknown) => (typeof child === 'string' ? '' : child))).toBe(plain)
    }),
  )
})

test('nothing is too deep for it, and a key of the prototype stays a key', () => {
  const deep: unknown = JSON.parse('['.repeat(100_000) + '"\\ud83d"' + ']'.repeat(100_000))
  expect(() => storedInput(deep)).not.toThrow()
  const poison = storedInput(JSON.parse('{"__proto__":"\\ud83d"}'))
  expect(JSON.stringify(poison)).toBe('{"__proto__":"\ufffd"}')
})
