/** How much a mouth is bent on each level: 1 and 5, 2 and 4 mirror each other. */
const bends = [-2, -1, 0, 1, 2] as const

export interface FaceLines {
  readonly mouth: string
  readonly brows: string
}

/**
 * The lines of the face of a level, in a box of 100 × 100. Only mouth and brows vary; every face has the same circle
 * and eyes, so that none is heavier than another.
 *
 * @param level 1…5
 */
export function faceLines(level: number): FaceLines {
  const bend = bends[level - 1] ?? 0
  const halfWidth = 20 + Math.abs(bend) * 1.5
  const sag = bend * 8
  const ends = 66 - sag / 2
  const mouth = `M${50 - halfWidth} ${ends}Q50 ${ends + 2 * sag} ${50 + halfWidth} ${ends}`
  return { mouth, brows: Math.abs(bend) < 2 ? '' : brows(bend > 0) }
}

function brows(raised: boolean): string {
  return raised ? 'M25 31Q31.5 23.5 38 28.5M62 28.5Q68.5 23.5 75 31' : 'M25 31.5L38.5 25.5M61.5 25.5L75 31.5'
}
