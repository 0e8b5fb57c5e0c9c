import { createCipheriv, createHmac } from 'node:crypto'
import type { SuperiorFileSummary } from '#contract/files/superior-file'
import { SMALLEST_RELEASE } from '#core/disclosure/suppression'
import { planFile } from '#core/superior-file/file-plan'
import type { RowKey } from '#core/superior-file/row-key'
import { keyText, places, stepsFor } from '#core/superior-file/row-key'
import type { GatheredRows } from './gather-rows.ts'

/** One row as it stands in a file. */
export interface ArrangedRow {
  /** Mã phiếu: random, and not the same in two files. */
  readonly code: string
  readonly key: RowKey
  /** As `GatheredRows` has them. */
  readonly answers: string
}

/** The rows of a file in an order that tells nothing. */
export interface ArrangedRows {
  readonly summary: SuperiorFileSummary
  rows(): Generator<ArrangedRow>
  /** What stands in the file and how often, each once, in the order of what it says. */
  counted(): Generator<{ readonly key: RowKey; readonly answers: string; readonly count: number }>
}

/** Decides what of the last file is said, and gives its rows codes and an order. @param secret of its edition, hexadecimal */
export function arrangeRows(gathered: GatheredRows, secret: string): ArrangedRows {
  const { groups, answers, groupOf, answersOf } = gathered
  const plan = planFile(groups, SMALLEST_RELEASE)
  const keys = sortedOnce(plan.printed.flatMap((key) => (key === null ? [] : [[keyText(key), key] as const])))
  const ranks = plan.printed.map((key) => (key === null ? -1 : (keys.ranks.get(keyText(key)) ?? -1)))
  const said = sortedOnce(answers.map((text) => [text, text] as const))
  const saidRanks = answers.map((text) => said.ranks.get(text) ?? 0)
  const rows = new Float64Array(plan.rows)
  let length = 0
  for (let index = 0; index < groupOf.length; index += 1) {
    const rank = ranks[groupOf.at(index)] ?? -1
    if (rank < 0) continue
    rows[length] = rank * answers.length + (saidRanks[answersOf.at(index)] ?? 0)
    length += 1
  }
  // Where a row was stored is forgotten here: rows that say the same are the same.
  rows.sort()
  const read = (row: number) => ({
    key: keys.values[Math.floor(row / answers.length)] ?? [],
    answers: said.values[row % answers.length] ?? '',
  })
  return {
    summary: { rows: plan.rows, leftOut: plan.leftOut, generalised: generalisedIn(gathered, plan.printed) },
    rows: function* () {
      const codes = randomCodes(rows.length, secret)
      const order = Uint32Array.from(rows.keys()).sort((a, b) => (codes[a] ?? 0) - (codes[b] ?? 0) || a - b)
      for (const index of order) yield { code: codeText(codes[index] ?? 0), ...read(rows[index] ?? 0) }
    },
    counted: function* () {
      let first = 0
      for (let next = 1; next <= rows.length; next += 1) {
        if (rows[next] === rows[first]) continue
        yield { ...read(rows[first] ?? 0), count: next - first }
        first = next
      }
    },
  }
}

/** Each once, in the order of the texts. */
function sortedOnce<T>(named: readonly (readonly [text: string, value: T])[]) {
  const sorted = [...new Map(named)].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    values: sorted.map(([, value]) => value),
    ranks: new Map(sorted.map(([text], rank) => [text, rank] as const)),
  }
}

/** How many rows do not say what was said. */
function generalisedIn({ groups }: GatheredRows, printed: readonly (RowKey | null)[]): Record<string, number> {
  const counts: Record<string, number> = {}
  const demographics = Math.max(0, (groups[0]?.key.length ?? 0) - places.demographics)
  for (const { name } of stepsFor(demographics)) counts[name] = 0
  for (const [index, { key, months, count }] of groups.entries()) {
    const says = printed[index] ?? null
    if (says === null) continue
    for (const { name, place } of stepsFor(demographics)) {
      const stored = name === 'month' ? months.at(-1) : key[place]
      if (stored !== says[place]) counts[name] = (counts[name] ?? 0) + count
    }
  }
  return counts
}

/** Whole numbers below 2^53, the same for the same secret, of which nobody without it knows anything. */
function randomCodes(length: number, secret: string): Float64Array {
  const key = createHmac('sha256', Buffer.from(secret, 'hex')).update('hai-long superior file').digest()
  const stream = createCipheriv('aes-256-ctr', key, Buffer.alloc(16)).update(Buffer.alloc(length * 8))
  return Float64Array.from({ length }, (_, index) => {
    const high = stream.readUInt32LE(index * 8) & 0x1f_ff_ff
    return high * 2 ** 32 + stream.readUInt32LE(index * 8 + 4)
  })
}

/** Digits and letters of which none is taken for another. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Eleven signs, which no program takes for a number: the first is a letter. */
function codeText(code: number): string {
  let text = ''
  let rest = code
  for (let sign = 0; sign < 11; sign += 1) {
    text = `${SIGNS[rest % 32] ?? ''}${text}`
    rest = Math.floor(rest / 32)
  }
  return `P${text}`
}
