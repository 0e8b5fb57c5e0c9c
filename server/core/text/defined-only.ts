/** Fields that may be undefined become optional ones without it. */
type DefinedOnly<Fields> = {
  [Name in keyof Fields as undefined extends Fields[Name] ? never : Name]: Fields[Name]
} & {
  [Name in keyof Fields as undefined extends Fields[Name] ? Name : never]?: Exclude<Fields[Name], undefined>
}

/** The fields that have a value: null is one, undefined is left out. A new object; nested ones stay as they are. */
export function definedOnly<Fields extends object>(fields: Fields): DefinedOnly<Fields>
export function definedOnly(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
}
