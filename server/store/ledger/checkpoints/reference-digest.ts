import { sql } from 'kysely'
import type { QueryExecutorProvider } from 'kysely'
import type { Snapshot } from '../../engine/database.ts'
import { textOrder } from '../../engine/portable.ts'
import { AUDIT_CHAIN } from '#core/ledger/audit-entry'
import { linksOf } from './checkpoint-links.ts'
import { sha256 } from '../keys.ts'
import type { LedgerProblem } from '../verification.ts'

/**
 * Lists of the office that figures are named, grouped and judged by, and what the audit calls their changes; null: they
 * are never changed. Rows that were added since are not looked at: what is there already is what counts.
 */
const lists = [
  { name: 'unit', id: 'id', order: sql`id`, changedBy: ['unit.', 'setup.'] },
  { name: 'area', id: 'id', order: sql`id`, changedBy: ['area.', 'import'] },
  {
    name: 'area_group',
    id: 'area_id',
    order: sql`area_id, ${textOrder('group_code')}`,
    changedBy: ['area.', 'import'],
  },
  { name: 'target', id: 'id', order: sql`id`, changedBy: ['target.', 'setup.'] },
  { name: 'questionnaire', id: 'id', order: sql`id`, changedBy: null },
] as const

type ListName = (typeof lists)[number]['name']

/** A list up to an id: how far it reached, and a hash over its rows. */
type Digest = readonly [last: number, hash: string]

/** What is signed with a checkpoint of the audit. */
interface SignedLists {
  /** The newest step of the database: a step may change what it likes. */
  readonly step: string
  readonly now: Readonly<Partial<Record<ListName, Digest>>>
  /** The rows of the checkpoint before, hashed anew: what became of them meanwhile. */
  readonly then: Readonly<Partial<Record<ListName, string>>>
}

type AskRows = (query: ReturnType<typeof sql>) => Promise<readonly unknown[]>

async function digestOf(
  ask: AskRows,
  { name, id, order }: (typeof lists)[number],
  last: number | null,
): Promise<Digest> {
  const upTo = last === null ? sql`` : sql`where ${sql.ref(id)} <= ${sql.lit(last)}`
  const rows = await ask(sql`select * from ${sql.table(name)} ${upTo} order by ${order}`)
  const ids = rows.map((row) => (typeof row === 'object' && row !== null ? Number(Reflect.get(row, id)) : 0))
  return [last ?? Math.max(0, ...ids), sha256(JSON.stringify(rows)).toString('hex').slice(0, 32)]
}

async function referenceNow(ask: AskRows, before: SignedLists | null): Promise<SignedLists> {
  const now: Partial<Record<ListName, Digest>> = {}
  const then: Partial<Record<ListName, string>> = {}
  for (const list of lists) {
    now[list.name] = await digestOf(ask, list, null)
    const known = before?.now[list.name]
    if (known) then[list.name] = (await digestOf(ask, list, known[0]))[1]
  }
  const [step] = await ask(sql`select max(name) as name from migration`)
  return { step: JSON.stringify(step), now, then }
}

/** What is to be signed with the next checkpoint of the audit, inside its transaction. */
export async function referenceText(trx: QueryExecutorProvider): Promise<string> {
  const ask: AskRows = async (query) => (await query.execute(trx)).rows
  const [last] = await ask(
    sql`select reference from checkpoint_link where chain = ${AUDIT_CHAIN} order by size desc limit 1`,
  )
  const text: unknown = typeof last === 'object' && last !== null ? Reflect.get(last, 'reference') : null
  return JSON.stringify(await referenceNow(ask, typeof text === 'string' ? parse(text) : null))
}

function parse(text: string): SignedLists | null {
  if (text === '') return null
  const parsed: unknown = JSON.parse(text)
  return isSignedLists(parsed) ? parsed : null
}

/** What this file itself wrote, and what is signed. */
const isSignedLists = (value: unknown): value is SignedLists =>
  typeof value === 'object' && value !== null && 'step' in value && 'now' in value && 'then' in value

/** Lists whose rows changed although no entry of the audit says so, each at the checkpoint before which it happened. */
export async function referenceProblems(snapshot: Snapshot): Promise<LedgerProblem[]> {
  const ask: AskRows = async (query) => snapshot.statement<void, unknown>(() => query).all()
  const signed = (await linksOf(snapshot, AUDIT_CHAIN)).flatMap(({ size, reference }) => {
    const parsed = parse(reference)
    return parsed ? [{ size, reference: parsed }] : []
  })
  const newest = signed.at(-1)
  if (!newest) return []
  const steps = [...signed, { size: Infinity, reference: await referenceNow(ask, newest.reference) }]
  const entries = await auditedActions(snapshot, signed[0]?.size ?? 0)
  const problems: LedgerProblem[] = []
  for (const { name, changedBy } of lists) {
    const at = steps.findIndex(({ size, reference }, index) => {
      const before = steps[index - 1]
      if (!before || before.reference.step !== reference.step) return false
      if (reference.then[name] === before.reference.now[name]?.[1]) return false
      const between = entries.filter(({ id }) => id > before.size && id <= size)
      return !between.some(({ action }) => changedBy?.some((prefix) => action.startsWith(prefix)))
    })
    const found = steps[at - 1]
    if (found) problems.push({ unit: `#${name}`, code: 'reference_differs', position: found.size })
  }
  return problems
}

async function auditedActions(
  { statement }: Snapshot,
  after: number,
): Promise<readonly { readonly id: number; readonly action: string }[]> {
  const found = statement<{ readonly after: number }, { id: number; action: string }>(
    (p) => sql`select id, action from audit where id > ${p('after')} order by id`,
  )
  return found.all({ after })
}
