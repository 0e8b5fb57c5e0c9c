import ts from 'typescript'
import { scriptsOf } from './imports.ts'

/** What a source says by its syntax, without looking at types. */
export interface Syntax {
  /** Names of the types, interfaces and classes it declares. */
  readonly types: readonly string[]
  /** Every identifier, once: what is declared, used and asked of another object. */
  readonly identifiers: ReadonlySet<string>
  /** Lines of `...{ literal }`. */
  readonly literalSpreads: readonly number[]
}

/** Reads a TypeScript, JavaScript or Svelte source; of a Svelte source its scripts. */
export function syntaxOf(path: string, source: string): Syntax {
  const isSvelte = path.endsWith('.svelte')
  const tree = ts.createSourceFile('source.ts', isSvelte ? scriptsOf(source) : source, ts.ScriptTarget.Latest)
  const types: string[] = []
  const identifiers = new Set<string>()
  const literalSpreads: number[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) || ts.isPrivateIdentifier(node)) identifiers.add(node.text.replace(/^#/, ''))
    if (declaresType(node) && node.name) types.push(node.name.text)
    if (isLiteralSpread(node)) literalSpreads.push(tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1)
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return { types, identifiers, literalSpreads }
}

const declaresType = (node: ts.Node) =>
  ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isClassDeclaration(node)

const isLiteralSpread = (node: ts.Node): boolean =>
  ts.isSpreadAssignment(node) && ts.isObjectLiteralExpression(node.expression)
