/** Whether a value that came over the network is of some shape. */
export type Shape = (value: unknown) => boolean

export const text: Shape = (value) => typeof value === 'string'

export const filled: Shape = (value) => typeof value === 'string' && value !== ''

/** A count or a number in order: whole, from 0 on. */
export const whole: Shape = (value) => Number.isSafeInteger(value) && Number(value) >= 0

/** How long a screen waits: more than nothing, and within the hour. */
export const seconds: Shape = (value) => typeof value === 'number' && value > 0 && value <= 3_600

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/

/** ISO 8601 with a zone, of a day and an hour that exist. */
export const moment: Shape = (value) =>
  typeof value === 'string' && MOMENT.test(value) && Number.isFinite(Date.parse(value))

export const hash: Shape = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)

export const oneOf =
  (...values: readonly string[]): Shape =>
  (value) =>
    typeof value === 'string' && values.includes(value)

export const orNull =
  (shape: Shape): Shape =>
  (value) =>
    value === null || shape(value)

/** It may be left out. */
export const optional =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value)

export const listOf =
  (shape: Shape, least = 0): Shape =>
  (value) =>
    Array.isArray(value) && value.length >= least && value.every(shape)

/** An object whose every field is of that shape, whatever their names. */
export const mapOf =
  (shape: Shape): Shape =>
  (value) =>
    typeof value === 'object' && value !== null && Object.values(value).every(shape)

/** A list of which at least one is of that shape. */
export const someOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.some(shape)

/** A list that begins with one of that shape. */
export const firstOf =
  (shape: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.slice(0, 1).some(shape)

/** An object with these fields, each of its shape; fields beside them are nobody's concern. */
export const fields =
  (shapes: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.entries(shapes).every(([name, shape]) => shape(Reflect.get(value, name)))
