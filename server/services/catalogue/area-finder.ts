import { plain } from '../../files/table.ts'
import type { AreaRow } from '../../store/catalogue/areas.ts'

/** What areas are called. */
export interface AreaNames {
  /** All areas, retired ones too. */
  readonly areas: readonly (AreaRow & { readonly retired: boolean })[]
  /** How lists word an area otherwise, by its code. */
  readonly aliases: Readonly<Record<string, readonly string[]>>
  /** What a mapping says a lĩnh vực of the file is, by its name there; codes of areas. */
  readonly mapped: Readonly<Record<string, string>>
}

/** By the mapping, then by code, official name or tile of an area in use, then by how lists word it otherwise. */
export function areaFinder({ areas, aliases, mapped }: AreaNames): (name: string) => AreaRow | undefined {
  const inUse = areas.filter(({ retired }) => !retired)
  const byName = new Map<string, AreaRow>()
  for (const area of inUse) for (const name of aliases[area.code] ?? []) byName.set(plain(name), area)
  for (const area of inUse) byName.set(plain(area.label.vi), area)
  for (const area of inUse) byName.set(plain(area.name.vi), area)
  for (const area of inUse) byName.set(plain(area.code), area)
  for (const [name, code] of Object.entries(mapped)) {
    const area = inUse.find((candidate) => candidate.code === code)
    if (area) byName.set(plain(name), area)
  }
  return (name) => byName.get(plain(name).replace(/^linh vuc /, ''))
}
