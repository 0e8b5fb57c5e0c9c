import { posix } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { filesUnder, readSource } from './imports.ts'
import { longestRoute } from './table.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete', 'route']

/** The lines of each function that answers a route, by the file and the route's address. */
function routesIn(path: string): readonly { readonly route: string; readonly lines: number }[] {
  const source = ts.createSourceFile(path, readSource(path), ts.ScriptTarget.Latest, true)
  const lineOf = (position: number): number => source.getLineAndCharacterOfPosition(position).line
  const found: { readonly route: string; readonly lines: number }[] = []
  const visit = (node: ts.Node): void => {
    const handler = handlerOf(node)
    if (handler) {
      const lines = lineOf(handler.answers.end) - lineOf(handler.answers.getStart(source)) + 1
      found.push({ route: `${posix.basename(path)}: ${handler.name}`, lines })
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

function handlerOf(node: ts.Node): { readonly name: string; readonly answers: ts.Node } | null {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return null
  const method = node.expression.name.text
  const [address] = node.arguments
  const answers = node.arguments.at(-1)
  if (!methods.includes(method) || !address || !answers || !ts.isStringLiteralLike(address)) return null
  return address.text.startsWith('/') ? { name: `${method.toUpperCase()} ${address.text}`, answers } : null
}

const routes = filesUnder('server/http').flatMap(routesIn)

test('every route parses, calls one service or store, and answers', () => {
  expect(routes.length).toBeGreaterThan(50)
  const tooLong = routes.filter(({ lines }) => lines > longestRoute).map(({ route }) => route)
  expect(tooLong).toEqual([])
})
