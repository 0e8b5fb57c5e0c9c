import type { PortalCounts } from './counts.ts'

/** One of the three parts of the group "Mức độ hài lòng", with the formula's numbers. */
export interface ScorePart {
  readonly part: number | null
  readonly whole: number | null
  /** Per cent with two decimals, half up; null without data ("không có dữ liệu"). */
  readonly percent: number | null
  /** 0 to 6 with two decimals, half up; null while not entered. */
  readonly points: number | null
}

/** Nhóm "Mức độ hài lòng" of QĐ 766/QĐ-TTg: 6 + 6 + 6 points from dossiers and petitions. */
export interface Qd766Score {
  readonly dossiers: ScorePart
  readonly petitionsOnTime: ScorePart
  readonly petitionsAnswered: ScorePart
  /** The printed points added up, 0 to 18; null while one is missing. */
  readonly total: number | null
}

const MOST = 6
/** The share of dossiers that earns all points is 90 %. */
const [FULL_PART, FULL_WHOLE] = [9, 10] as const

/**
 * The points of a unit. Dossiers: none without any, else min(6, 6 · r / 0.90); petitions on time and answered: 6 where there
 * are none, else 6 · r. Reproduces what the State's portal published of 42 units of Phú Thọ (`test/data/qd766_phutho`).
 */
export function qd766Score({ dossiers, untroubled, petitions, answered, onTime }: PortalCounts): Qd766Score {
  const ofDossiers = part(untroubled, dossiers, (have, of) =>
    of === 0 ? 0 : Math.min(MOST, hundredths(MOST * have * FULL_WHOLE, of * FULL_PART)),
  )
  const ofPetitions = (have: number | null): ScorePart =>
    part(have, petitions, (some, of) => (of === 0 ? MOST : hundredths(MOST * some, of)))
  const [petitionsOnTime, petitionsAnswered] = [ofPetitions(onTime), ofPetitions(answered)]
  const points = [ofDossiers, petitionsOnTime, petitionsAnswered].map((each) => each.points)
  const total = points.reduce((sum, each) => (sum === null || each === null ? null : sum + each), 0)
  return {
    dossiers: ofDossiers,
    petitionsOnTime,
    petitionsAnswered,
    total: total === null ? null : hundredths(total, 1),
  }
}

function part(have: number | null, of: number | null, pointsOf: (have: number, of: number) => number): ScorePart {
  const known = have !== null && of !== null
  return {
    part: have,
    whole: of,
    percent: known && of > 0 ? hundredths(100 * have, of) : null,
    points: known ? pointsOf(have, of) : null,
  }
}

/** A fraction to two decimals, half up, without the errors of binary fractions where both are whole numbers. */
const hundredths = (over: number, under: number): number => Math.floor((200 * over + under) / (2 * under) + 1e-9) / 100
