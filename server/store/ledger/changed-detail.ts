import type { AuditedAction } from './audit.ts'

type Detail = NonNullable<AuditedAction['detail']>

/**
 * What an entry tells of a change: each value as it is now and, as `<name>.old`, what it was, where that is known and was
 * another.
 *
 * @param now what was set
 * @param old what stood there before, by the same names; what is not set is left out
 */
export function changedDetail(now: Detail, old: Readonly<Record<string, Detail[string] | undefined>>): Detail {
  const entries = Object.entries(now).flatMap(([name, value]): [string, Detail[string]][] => {
    const before = old[name]
    const isKnown = before !== undefined && before !== null && before !== '' && before !== value
    return isKnown
      ? [
          [`${name}.old`, before],
          [name, value],
        ]
      : [[name, value]]
  })
  return Object.fromEntries(entries)
}
