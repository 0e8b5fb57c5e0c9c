import { ALL_AREAS } from '../questions/area-groups.ts'
import { NONE } from '../statistics/breakdown.ts'

/** The tables of an edition whose cells are sums of atoms. */
export const countedTables = [
  'total',
  'group',
  'area',
  'answeredBy',
  'unit',
  'stage',
  'channel',
  'counter',
  'site',
] as const
export type CountedTable = (typeof countedTables)[number]

/** Answers to the question in common that nothing in an edition tells apart. */
export interface Atom {
  readonly unitId: number
  /** `2026-03-1`. */
  readonly half: string
  /** 0: none. */
  readonly areaId: number
  /** Empty: none. */
  readonly stage: string
  readonly channel: string
  /** 0: none. */
  readonly counterId: number
  /** Only atoms with the same key are ever added. */
  readonly comparable: string
  readonly answered: number
  readonly satisfied: number
  /** "Không có ý kiến". */
  readonly none: number
}

/** An area with its groups and the office that settles it. */
interface AtomArea {
  readonly code: string
  readonly groups: readonly string[]
  readonly answeredBy: string | null
}

/** Which rows an atom is counted in, by ids as text: as it was when the period was closed. */
export interface AtomKeys {
  readonly areas: Readonly<Record<string, AtomArea>>
  readonly counters: Readonly<Record<string, string>>
  readonly sites: Readonly<Record<string, string>>
  /** The row of the direct child that a unit lies under; the unit's own code for the unit itself. */
  readonly units: Readonly<Record<string, string>>
}

/** A cell of a table. */
export interface CellName {
  readonly table: CountedTable
  readonly key: string
  readonly comparable: string
}

export const cellText = ({ table, key, comparable }: CellName): string => `${table}\n${key}\n${comparable}`

/** The rows of a table that an atom is counted in: one, or every group of its area. */
export function rowsOfAtom(table: CountedTable, atom: Atom, keys: AtomKeys): readonly string[] {
  switch (table) {
    case 'total':
      return ['total']
    case 'group':
      return [ALL_AREAS, ...(keys.areas[atom.areaId]?.groups ?? [])]
    case 'area':
      return [keys.areas[atom.areaId]?.code ?? NONE]
    case 'answeredBy':
      return [keys.areas[atom.areaId]?.answeredBy ?? NONE]
    case 'unit':
      return [keys.units[atom.unitId] ?? NONE]
    case 'stage':
      return [atom.stage === '' ? NONE : atom.stage]
    case 'channel':
      return [atom.channel]
    case 'counter':
      return [keys.counters[atom.counterId] ?? NONE]
    case 'site':
      return [keys.sites[atom.counterId] ?? NONE]
  }
}

/** What tells an atom from the others of an edition. */
export const atomText = ({ unitId, half, areaId, stage, channel, counterId }: Atom): string =>
  `${unitId} ${half} ${areaId} ${stage} ${channel} ${counterId}`

/** Whether the text is the name of a table whose cells are sums of atoms. */
export const isCountedTable = (text: string): text is CountedTable => countedTables.some((table) => table === text)
