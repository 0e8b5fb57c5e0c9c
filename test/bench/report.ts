/** Where the built program lies, and the file that forked processes of the bench start from. */
export interface BenchPlace {
  readonly dist: string
  readonly script: string
  /** Rows of the largest database. */
  readonly rows: number
}

/** One measured figure; figures of one run are compared with each other, never with those of another machine. */
export interface Figure {
  readonly name: string
  readonly value: number
  /** What it should hold to, in words; left out where the figure only explains another. */
  readonly target?: string
}

/** Prints the figures as a table. */
export function table(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length))
  return figures
    .map(({ name, value, target }) =>
      `${name.padEnd(width)}  ${String(value).padStart(10)}  ${target === undefined ? '' : `(${target})`}`.trimEnd(),
    )
    .join('\n')
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

export const rounded = (value: number, digits: number): number => Number(value.toFixed(digits))
