import type { AdministrativeUnit } from '#contract/administrative-units'
import { AdministrativeUnitFile } from '#contract/administrative-units'
import type { ListedUnit, Searchable } from '#core/text/administrative-search'
import { findUnits, searchable } from '#core/text/administrative-search'

/** The provinces and communes of today, ready to be searched. */
export interface AdministrativeList {
  readonly provinces: readonly { readonly code: string; readonly name: string }[]
  /** @returns null when there is no such code */
  byCode(code: string): ListedUnit | null
  /** Of one province, or of all where it is undefined; without words all of the province. */
  find(typed: string, province: string | undefined): readonly ListedUnit[]
}

const MOST_FOUND = 20

let list: Promise<AdministrativeList> | null = null

/** Reads the shipped list when it is first asked for: an office that is set up never needs it again. */
export const administrativeList = (): Promise<AdministrativeList> => (list ??= readList())

async function readList(): Promise<AdministrativeList> {
  const file = await import('../../data/administrative-units.json')
  const { provinces } = AdministrativeUnitFile.parse(file.default)
  const all = provinces.flatMap(({ code, name, units }): ListedUnit[] => [
    { code, name, province: null, formerly: null },
    ...units.map((unit) => {
      const [own, title, formerly] = unit
      return { code: own, name: title, province: { code, name }, formerly: formerly ?? null }
    }),
  ])
  const prepared = all.map(searchable)
  const byCode = new Map(all.map((unit) => [unit.code, unit]))
  return {
    provinces: provinces.map(({ code, name }) => ({ code, name })),
    byCode: (code) => byCode.get(code) ?? null,
    find: (typed, province) => {
      const within = province === undefined ? prepared : prepared.filter((each) => isIn(each, province))
      if (typed.trim() !== '') return findUnits(within, typed, MOST_FOUND)
      return province === undefined ? [] : within.map(({ unit }) => unit)
    },
  }
}

const isIn = ({ unit }: Searchable, province: string): boolean => (unit.province?.code ?? unit.code) === province

/** A unit with the words it is chosen by. */
export const toChoice = (unit: ListedUnit): AdministrativeUnit => ({
  ...unit,
  label: unit.province === null ? unit.name : `${unit.name} — ${unit.province.name}`,
})
