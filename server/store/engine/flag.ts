/** A column of 0 and 1; undefined stays so, because what is left out of a change is not written. */
export const toFlag = (value: boolean | undefined): 0 | 1 | undefined => {
  if (value === undefined) return undefined
  return value ? 1 : 0
}
