import { expect, test } from 'vitest'
import { definedOnly } from '#core/text/defined-only'

interface Visitor {
  readonly name: string
  readonly note?: string
  readonly age?: number | null
}

test('leaves out what is undefined and keeps null, zero and the empty text', () => {
  const [note, age]: [string | undefined, number | null | undefined] = [undefined, null]
  const visitor: Visitor = { ...definedOnly({ note, age }), name: 'An' }
  expect(Object.keys(visitor).sort()).toEqual(['age', 'name'])
  expect(definedOnly({ zero: 0, empty: '', no: false })).toEqual({ zero: 0, empty: '', no: false })
})

test('makes optional only what may be undefined', () => {
  const note: string | undefined = ['short'].at(5)
  const visitor: Visitor = definedOnly({ name: 'An', note })
  expect(visitor).toStrictEqual({ name: 'An' })
})

test('changes nothing in what it is given', () => {
  const given = { kept: 1, gone: undefined }
  definedOnly(given)
  expect(Object.keys(given)).toEqual(['kept', 'gone'])
})
