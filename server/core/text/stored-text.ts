/** Nothing but printable ASCII: most of what comes in, and stored as it is. */
const plain = /^[ -~]*$/

/**
 * Text as it is stored and hashed: composed Unicode (NFC), and U+FFFD in the place of each half of a pair that lacks its
 * other half, as where an emoji was cut in two. No encoding can write such a half, so a hash over it would be over
 * something else than what the database gives back.
 */
export function storedText(text: string): string {
  return plain.test(text) ? text : text.replaceAll(/\p{Surrogate}/gu, '\ufffd').normalize('NFC')
}

/**
 * Makes every text in parsed JSON what `storedText` makes of it, keys too; lists and objects are changed in place. Without
 * recursion, because what comes in may be nested deeper than the stack.
 */
export function storedInput(input: unknown): unknown {
  if (typeof input === 'string') return storedText(input)
  const open = [input]
  while (open.length > 0) {
    const value = open.pop()
    if (!isTree(value)) continue
    for (const key of Object.keys(value)) {
      const child: unknown = Reflect.get(value, key)
      if (typeof child === 'string') Reflect.set(value, key, storedText(child))
      else if (isTree(child)) open.push(child)
      if (!plain.test(key)) renameKey(value, key)
    }
  }
  return input
}

/** A list or an object made by a parser; bytes and streams are left alone. */
function isTree(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  if (Array.isArray(value)) return true
  const prototype: unknown = Object.getPrototypeOf(value)
  // The parser of queries makes objects of a class of its own, straight above which there is nothing.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

function renameKey(value: object, key: string): void {
  const name = storedText(key)
  if (name === key) return
  const child: unknown = Reflect.get(value, key)
  Reflect.deleteProperty(value, key)
  Reflect.set(value, name, child)
}
