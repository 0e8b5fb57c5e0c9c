import type { ComparedUnit, UnitComparison } from '#contract/comparison'
import type { Device } from '#contract/devices'
import { funnelRegion } from '#core/statistics/funnel'
import type { FunnelRegion } from '#core/statistics/funnel'
import { countText, dateText } from '#core/words/format'
import { periodWords } from '#core/words/periods'
import { verdictChip } from '../parts/verdict-chip.ts'
import type { VerdictChip } from '../parts/verdict-chip.ts'

/** Units of which the same can be said; within it they stand by their names. */
export interface UnitTier {
  readonly title: string
  readonly units: readonly ComparedUnit[]
}

const titles: readonly (readonly [tone: VerdictChip['tone'], title: string])[] = [
  ['met', 'Đạt'],
  ['met-unsure', 'Đạt, chưa chắc chắn'],
  ['missed-unsure', 'Thấp hơn chỉ tiêu, chưa đủ căn cứ'],
  ['missed', 'Chưa đạt'],
  ['few', 'Chưa đủ căn cứ để kết luận'],
  ['none', 'Không xét chỉ tiêu'],
]

/** The tiers that hold anybody: what can be said of units, never a rank. */
export function tiersOf({ units }: Pick<UnitComparison, 'units'>): readonly UnitTier[] {
  return titles
    .map(([tone, title]) => ({ title, units: units.filter(({ figure }) => verdictChip(figure).tone === tone) }))
    .filter((tier) => tier.units.length > 0)
}

/** A unit as a point of the funnel. */
export interface FunnelPoint {
  readonly code: string
  readonly name: string
  readonly answered: number
  readonly share: number
  readonly place: FunnelRegion
}

/** The units whose share is shown, around that of all together; none where that is not. */
export function funnelPoints({ units, pooled }: UnitComparison): readonly FunnelPoint[] {
  const around = pooled.satisfiedShare
  if (around === null) return []
  return units.flatMap(({ code, name, figure }) => {
    const { answered, satisfiedShare: share, comparable } = figure
    if (answered === null || answered === 0 || share === null || comparable !== pooled.comparable) return []
    return [{ code, name, answered, share, place: funnelRegion({ pooled: around, answered, share }) }]
  })
}

/** Where a unit lies in the funnel, in words. */
export const placeWords: Readonly<Record<FunnelRegion, string>> = {
  within: 'như mặt bằng chung',
  above: 'cao hơn mặt bằng chung',
  below: 'thấp hơn mặt bằng chung',
  farAbove: 'cao hơn hẳn mặt bằng chung',
  farBelow: 'thấp hơn hẳn mặt bằng chung',
}

/** What the picture shows, in one sentence: how many differ from all together by more than chance. */
export function funnelTitle(points: readonly FunnelPoint[]): string {
  const out = points.filter(({ place }) => place !== 'within')
  if (out.length === 0) return 'Các đơn vị khác nhau không quá mức ngẫu nhiên'
  const count = (places: readonly FunnelRegion[]) => out.filter(({ place }) => places.includes(place)).length
  const below = count(['below', 'farBelow'])
  const above = count(['above', 'farAbove'])
  const said = [
    below === 0 ? '' : `${countText(below)} đơn vị thấp hơn`,
    above === 0 ? '' : `${countText(above)} đơn vị cao hơn`,
  ]
  return `${said.filter((words) => words !== '').join(', ')} mặt bằng chung quá mức ngẫu nhiên`
}

/** The devices of a unit and of those below it. */
export const devicesOf = ({ members }: ComparedUnit, devices: readonly Device[]): readonly Device[] =>
  devices.filter(({ unit }) => members.includes(unit))

/** What is missing at a unit, a sentence each. */
export function missingOf({ figure, closed }: ComparedUnit, devices: readonly Device[]): readonly string[] {
  const { target, dossiers } = figure
  const silent = devices.filter((device) => device.silent)
  const lastHeard = silent
    .flatMap(({ lastSeenAt }) => lastSeenAt ?? [])
    .toSorted()
    .at(-1)
  const since = lastHeard === undefined ? '' : `, lần cuối ${dateText(lastHeard.slice(0, 10))}`
  return [
    ...(target === null ? ['Chưa đặt chỉ tiêu'] : []),
    ...(dossiers === null ? ['Chưa nhập số hồ sơ'] : []),
    ...(dossiers !== null && dossiers.missing > 0
      ? [`Còn thiếu số hồ sơ của ${countText(dossiers.missing)} tháng`]
      : []),
    ...(devices.length === 0 ? ['Chưa có thiết bị đánh giá'] : []),
    ...(silent.length > 0 ? [`${countText(silent.length)} thiết bị mất kết nối${since}`] : []),
    ...(closed === null ? ['Chưa chốt kỳ nào'] : []),
  ]
}

/** `Quý III/2026`; the days of a free range. */
export function closedWords({ closed }: Pick<ComparedUnit, 'closed'>): string {
  if (closed === null) return '–'
  return closed.period === null ? `${dateText(closed.from)} – ${dateText(closed.to)}` : periodWords(closed.period)
}
