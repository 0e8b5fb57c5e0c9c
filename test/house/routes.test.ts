import { posix } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesUnder, readSource } from './imports.ts'
import { longestRoute } from './table.ts'

const methods = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'all', 'route']

interface Route {
  readonly route: string
  /** Of the function that answers it; null where it cannot be seen in the same file. */
  readonly lines: number | null
}

/** Every route of a source, with the length of what answers it. */
function routesIn(path: string, text: string): readonly Route[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  const named = functionsIn(source)
  const found: Route[] = []
  const visit = (node: ts.Node): void => {
    const handler = handlerOf(node)
    if (handler) {
      const answers = ts.isIdentifier(handler.answers) ? named.get(handler.answers.text) : handler.answers
      const lines = answers && isFunction(answers) ? lineOf(answers.end) - lineOf(answers.getStart(source)) + 1 : null
      found.push({ route: `${posix.basename(path)}: ${handler.name}`, lines })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const isFunction = (node: ts.Node): boolean =>
  ts.isArrowFunction(node) || ts.isFunctionExpression(node) || ts.isFunctionDeclaration(node)

/** The functions of a source that have a name. */
function functionsIn(source: ts.SourceFile): ReadonlyMap<string, ts.Node> {
  const found = new Map<string, ts.Node>()
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) && node.name) found.set(node.name.text, node)
    if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
      found.set(node.name.text, node.initializer)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

/** Applications are called `app` or `scope`; on anything else an address tells a route from a map's `get`. */
function handlerOf(node: ts.Node): { readonly name: string; readonly answers: ts.Node } | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null
  const method = node.expression.name.text
  const [address] = node.arguments
  const answers = node.arguments.at(-1)
  if (!methods.includes(method) || !address || !answers) return null
  const isAddress = ts.isStringLiteralLike(address) && address.text.startsWith('/')
  if (!isAddress && !/^(app|scope)$/.test(node.expression.expression.getText())) return null
  return { name: `${method.toUpperCase()} ${address.getText()}`, answers }
}

const routes = filesUnder('server/http').flatMap((path) => routesIn(path, readSource(path)))
const tooLong = (all: readonly Route[]): readonly string[] =>
  all.filter(({ lines }) => lines === null || lines > longestRoute).map(({ route }) => route)

test('every route parses, calls one service or store, and answers', () => {
  expect(routes.length).toBeGreaterThan(50)
  expect(tooLong(routes)).toEqual([])
})

const body = '\n'.repeat(longestRoute)

test.each([
  ['written in place', `app.get('/a', {}, () => {${body}})`],
  ['given by the name of a function', `app.get('/a', {}, answer)\nfunction answer() {${body}}`],
  ['given by the name of a constant', `const answer = () => {${body}}\napp.get('/a', {}, answer)`],
  ['given by a name from elsewhere', `import { answer } from './x.ts'\napp.get('/a', {}, answer)`],
  ['made by a call', `app.get('/a', {}, answering(stores))`],
  ['at an address that is computed', `app.get(address, {}, () => {${body}})`],
  ['for HEAD', `app.head('/a', {}, () => {${body}})`],
  ['for all methods', `app.all('/a', {}, () => {${body}})`],
])('an answer that is too long or out of sight is found: %s', (_how, text) => {
  expect(tooLong(routesIn('x.ts', text))).toHaveLength(1)
})
