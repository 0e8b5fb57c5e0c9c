import { expect, test } from 'vitest'
import { isKnownTag } from '../../../server/http/framework/entity-tags.ts'

/** The tags of RFC 9110 §13.1.2, and what proxies and strangers make of them. */
test.each([
  ['"xyzzy"', true],
  ['W/"xyzzy"', true],
  ['"xyzzy", "r2d2xxxx", "c3piozzzz"', true],
  ['W/"r2d2xxxx",W/"xyzzy"', true],
  [' "r2d2xxxx" ,  , "xyzzy" ', true],
  ['"a,b", "xyzzy"', true],
  ['*', true],
  ['"r2d2xxxx"', false],
  ['"xyzzy-gzip"', false],
  ['"XYZZY"', false],
  ['w/"xyzzy"', false],
  ['xyzzy', false],
  ['"xyzzy', false],
  ['"r2d2" "xyzzy"', false],
  ['"a,"xyzzy",b"', false],
  ['""', false],
  [',', false],
  ['', false],
  [undefined, false],
])('If-None-Match %s names "xyzzy": %s', (header, isKnown) => {
  expect(isKnownTag(header, '"xyzzy"')).toBe(isKnown)
})

test('a header of thousands of odd tags is judged at once', () => {
  const header = `${'W/"a", ,'.repeat(2_000)}"`
  const began = performance.now()
  expect(isKnownTag(header, '"a"')).toBe(false)
  expect(performance.now() - began).toBeLessThan(200)
})
