import { readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import ts from 'typescript'
import type { Room } from './table.ts'
import { corridors } from './table.ts'

/** One import as written: what it names, and whether all of it vanishes from the built code. */
export interface Imported {
  readonly specifier: string
  readonly typeOnly: boolean
  /** Whether it names types inline, which keeps the module in the bundle. */
  readonly inlineType: boolean
}

/** The folder of the product. */
export const root = dirname(dirname(import.meta.dirname))

/** Paths, from the root and with `/`, of all files under the given folders; installed packages are none of ours. */
export function filesUnder(...folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !slashes(entry.parentPath).includes('/node_modules'))
      .map((entry) => posix.relative(slashes(root), slashes(join(entry.parentPath, entry.name))))
      .sort(),
  )
}

const slashes = (path: string): string => path.replaceAll('\\', '/')

export const readSource = (path: string): string => readFileSync(join(root, path), 'utf8')

/** Every import, export-from, dynamic import and import type of a TypeScript, JavaScript or Svelte source. */
export function importsOf(path: string, source: string): readonly Imported[] {
  const code = path.endsWith('.svelte') ? scriptsOf(source) : source
  const found: Imported[] = []
  const visit = (node: ts.Node): void => {
    const imported = importAt(node)
    if (imported) found.push(imported)
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('source.ts', code, ts.ScriptTarget.Latest))
  return found
}

/** The scripts of a Svelte source. */
export function scriptsOf(source: string): string {
  return [...source.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? '').join('\n')
}

function importAt(node: ts.Node): Imported | null {
  if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
    const bindings = node.importClause?.namedBindings
    const inlineType = !!bindings && ts.isNamedImports(bindings) && bindings.elements.some((one) => one.isTypeOnly)
    const typeOnly = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword
    return { specifier: node.moduleSpecifier.text, typeOnly, inlineType }
  }
  if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
    const clause = node.exportClause
    const inlineType = !!clause && ts.isNamedExports(clause) && clause.elements.some((one) => one.isTypeOnly)
    return { specifier: node.moduleSpecifier.text, typeOnly: node.isTypeOnly, inlineType }
  }
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    const [argument] = node.arguments
    const specifier = argument && ts.isStringLiteralLike(argument) ? argument.text : 'something computed'
    return { specifier, typeOnly: false, inlineType: false }
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) && ts.isStringLiteral(node.argument.literal)) {
    return { specifier: node.argument.literal.text, typeOnly: true, inlineType: false }
  }
  return null
}

/** Where an import leads: a path from the root, `node:…`, or a package with what follows its name. */
export function resolve(path: string, specifier: string): string {
  if (specifier.startsWith('#core/')) return `server/core/${specifier.slice('#core/'.length)}.ts`
  if (specifier.startsWith('#contract/')) return `server/contract/${specifier.slice('#contract/'.length)}.ts`
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier
}

/** The row of the table that holds for a file: its own, else its folder's; undefined where the table knows no such room. */
export function roomOf(path: string, rooms: readonly Room[]): Room | undefined {
  return rooms
    .filter((room) => path === room.path || path.startsWith(`${room.path}/`))
    .sort((a, b) => b.path.length - a.path.length)[0]
}

/**
 * The import as a sentence where the table forbids it; null where it is allowed, or the file is in no room.
 * What is allowed ends where a deeper room has a row of its own, because that room must be named itself; a corridor
 * stands for the rooms along it.
 */
export function breach(path: string, imported: Imported, rooms: readonly Room[]): string | null {
  const room = roomOf(path, rooms)
  if (!room) return null
  const target = resolve(path, imported.specifier)
  const listed = imported.typeOnly ? [...room.values, ...room.types] : room.values
  if (isOurs(imported.specifier) ? reaches([room.path, ...listed], target, rooms) : brings(listed, target)) return null
  return `${path} imports ${imported.typeOnly ? 'types' : 'values'} from ${target}`
}

const isOurs = (specifier: string): boolean => specifier.startsWith('.') || specifier.startsWith('#')

const holds = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`)

function reaches(allowed: readonly string[], target: string, rooms: readonly Room[]): boolean {
  const room = roomOf(target, rooms)?.path ?? target
  const isAlong = (one: string): boolean => posix.dirname(room) === one && corridors.some((path) => path === one)
  return allowed.some((one) => holds(one, target) && (holds(room, one) || isAlong(one)))
}

const brings = (allowed: readonly string[], target: string): boolean =>
  allowed.some((one) => one === '*' || (/[:/]$/.test(one) ? target.startsWith(one) : holds(one, target)))
