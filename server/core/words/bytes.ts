const units = ['byte', 'kB', 'MB', 'GB', 'TB'] as const

/** A size as people read it, with a comma: `37,2 MB`; decimal units, as disks are sold. */
export function bytesText(bytes: number): string {
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const value = bytes / 1000 ** power
  const digits = power === 0 || value >= 100 ? 0 : 1
  return `${value.toFixed(digits).replace('.', ',')} ${units[power] ?? ''}`
}
