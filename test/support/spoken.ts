import {readdirSync, readFileSync, statSync} from 'node:fs'
import {join} from 'node:path'
import {parseAst, transformWithEsbuild} from 'vite'
import {ROOT} from './cli.js'

/** What stands for a value in a text found in the sources. */
export const VALUE = '¤'

/** A text of the sources that a person may be shown. */
export interface Spoken {
  /** `src/files/workspace.ts:40` */
  readonly where: string
  readonly text: string
}

interface Node {
  readonly type: string
  readonly [key: string]: unknown
}

interface Source {
  readonly path: string
  readonly text: string
  readonly root: Node
  /** where a name of another file is from: its path and its name there, as `src/base/errors.ts#RegularsError` */
  readonly imported: ReadonlyMap<string, string>
}

/** Which arguments are said, by known name or by `path#function`. */
type Speakers = Map<string, Set<number>>

/**
 * Which arguments of a call are said to a person; functions that pass a parameter on to one of these are found by themselves.
 * Methods begin with a dot.
 */
const KNOWN: Readonly<Record<string, readonly number[]>> = {
  RegularsError: [2, 3], '.stage': [0, 2], '.note': [0], '.min': [1], '.max': [1], '.regex': [1], '.refine': [1], '.positive': [0],
  expected: [0], text: [0], texts: [0], listOf: [1], amountOf: [0], say: [1], Unreadable: [1], DamagedPage: [1], '.problem': [1], '.refuse': [2],
}
/** Properties whose value is said: of zod's options, and of what a check found. */
const PROPERTIES = /^(?:error|message|says)$/
const WITH_PROPERTIES = /programs\/|files\/(?:workspace|presets)|store\/ledger|tasks\/points-verify/

/** At most this many ways in which one message can come out are looked at. */
const MOST = 64

/** All texts of errors, their hints and progress in these folders, with ¤ where a value is filled in. */
export async function spokenTexts(folders: readonly string[]): Promise<readonly Spoken[]> {
  const sources = await Promise.all(folders.flatMap(filesIn).map(parsed))
  const said: Speakers = new Map(Object.entries(KNOWN).map(([name, places]) => [name, new Set(places)]))
  const size = (): number => [...said.values()].reduce((sum, each) => sum + each.size, 0)
  for (let before = -1; size() !== before;) {
    before = size()
    for (const source of sources) walk(source.root, [], (node, scopes) => findPassedOn(node, scopes, source, said))
  }
  const found = new Map<string, Spoken>()
  for (const source of sources) {
    walk(source.root, [], (node, scopes) => {
      for (const expression of [...argumentsSaid(node, source, said), ...propertySaid(node, source.path)])
        for (const text of textsOf(expression, scopes, 0))
          if (calledName(node) === '.stage' ? text !== '' && text !== VALUE : isSentence(text)) found.set(text, {where: place(source, text), text})
    })
  }
  return [...found.values()]
}

/** Two words or more: a single one is a name, which stays as it is. */
function isSentence(text: string): boolean {
  return (text.replaceAll(VALUE, '').match(/\p{L}{2,}/gu) ?? []).length >= 2 && /\s/.test(text.trim())
}

function filesIn(folder: string): string[] {
  return readdirSync(join(ROOT, folder)).flatMap((name) => {
    const path = join(folder, name)
    if (statSync(join(ROOT, path)).isDirectory()) return filesIn(path)
    return name.endsWith('.ts') ? [path] : []
  })
}

async function parsed(path: string): Promise<Source> {
  const text = readFileSync(join(ROOT, path), 'utf8')
  const {code} = await transformWithEsbuild(text, path, {target: 'esnext', sourcemap: false})
  const root = parseAst(code) as unknown as Node
  return {path, text, root, imported: importsOf(root, path)}
}

function importsOf(root: Node, path: string): Map<string, string> {
  const declarations = (root['body'] as Node[]).filter((each) => each.type === 'ImportDeclaration')
  return new Map(declarations.flatMap((declaration) => {
    const from = join(path, '..', (declaration['source'] as Node)['value'] as string).replace(/\.js$/, '.ts')
    return (declaration['specifiers'] as Node[]).filter((each) => each.type === 'ImportSpecifier').map((each): [string, string] =>
      [(each['local'] as Node)['name'] as string, `${from}#${String((each['imported'] as Node)['name'])}`])
  }))
}

/** The line on which the longest piece of the text stands. */
function place({path, text}: Source, said: string): string {
  const piece = said.split(VALUE).flatMap((each) => each.split(/['"\n]/)).sort((a, b) => b.length - a.length)[0]!
  const at = text.indexOf(piece)
  return at < 0 ? path : `${path}:${text.slice(0, at).split('\n').length}`
}

function children(node: Node): Node[] {
  return Object.values(node).flat().filter((each): each is Node => typeof each === 'object' && each !== null && typeof (each as Node).type === 'string')
}

function isFunction(node: Node): boolean {
  return node.type === 'FunctionDeclaration' || node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression'
}

function walk(node: Node, scopes: readonly Node[], visit: (node: Node, scopes: readonly Node[]) => void): void {
  visit(node, scopes)
  const inside = isFunction(node) || node.type === 'Program' || node.type === 'BlockStatement' ? [node, ...scopes] : scopes
  for (const child of children(node)) walk(child, inside, visit)
}

function calledName(node: Node): string | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined
  const callee = node['callee'] as Node
  if (callee.type === 'Identifier') return callee['name'] as string
  return callee.type === 'MemberExpression' ? `.${String((callee['property'] as Node)['name'])}` : undefined
}

function argumentsSaid(node: Node, {path, imported}: Source, said: Speakers): Node[] {
  const name = calledName(node)
  if (name === undefined) return []
  const places = said.get(name) ?? said.get(imported.get(name) ?? `${path}#${name.replace(/^\./, '')}`)
  return places === undefined ? [] : (node['arguments'] as Node[]).filter((_, i) => places.has(i))
}

function propertySaid(node: Node, path: string): Node[] {
  if (node.type !== 'Property' || !PROPERTIES.test(String((node['key'] as Node)['name'])) || !WITH_PROPERTIES.test(path)) return []
  const value = node['value'] as Node
  return [value.type === 'ArrowFunctionExpression' ? (value['body'] as Node) : value]
}

/** A parameter handed on as a message makes its function one that speaks. */
function findPassedOn(node: Node, scopes: readonly Node[], source: Source, said: Speakers): void {
  for (const argument of argumentsSaid(node, source, said)) {
    for (const name of namesIn(argument)) {
      const owner = scopes.find((scope) => isFunction(scope) && parameters(scope).includes(name))
      const called = owner === undefined ? undefined : nameOf(owner, scopes)
      if (owner === undefined || called === undefined) continue
      const key = `${source.path}#${called}`
      said.set(key, (said.get(key) ?? new Set<number>()).add(parameters(owner).indexOf(name)))
    }
  }
}

/** Names that are, whole or as one of two choices, the text itself. */
function namesIn(node: Node): string[] {
  if (node.type === 'Identifier') return [node['name'] as string]
  if (node.type === 'ConditionalExpression') return [...namesIn(node['consequent'] as Node), ...namesIn(node['alternate'] as Node)]
  if (node.type === 'TemplateLiteral') return (node['expressions'] as Node[]).flatMap(namesIn)
  if (node.type === 'LogicalExpression') return [...namesIn(node['left'] as Node), ...namesIn(node['right'] as Node)]
  return []
}

function parameters(node: Node): string[] {
  return (node['params'] as Node[]).map((each) => (each.type === 'AssignmentPattern' ? (each['left'] as Node) : each)['name'] as string)
}

function nameOf(node: Node, scopes: readonly Node[]): string | undefined {
  const id = node['id'] as Node | null | undefined
  if (id) return id['name'] as string
  for (const scope of scopes)
    for (const method of methods(scope)) if (method['value'] === node) return (method['key'] as Node)['name'] as string
  for (const scope of scopes)
    for (const declaration of declarations(scope)) if (declaration['init'] === node) return (declaration['id'] as Node)['name'] as string
  return undefined
}

function methods(scope: Node): Node[] {
  const classes = (scope.type === 'Program' ? (scope['body'] as Node[]) : []).map((each) => (each['declaration'] as Node | undefined) ?? each)
  return classes.filter((each) => each?.type === 'ClassDeclaration').flatMap((each) => (each['body'] as Node)['body'] as Node[])
    .filter((each) => each.type === 'MethodDefinition')
}

function declarations(scope: Node): Node[] {
  const body = scope.type === 'Program' || scope.type === 'BlockStatement' ? (scope['body'] as Node[]) : []
  return body.map((each) => (each.type === 'ExportNamedDeclaration' ? ((each['declaration'] as Node | null) ?? each) : each))
    .filter((each) => each.type === 'VariableDeclaration' && each['kind'] === 'const').flatMap((each) => each['declarations'] as Node[])
}

/** All texts an expression can come to, values as ¤. */
function textsOf(node: Node, scopes: readonly Node[], depth: number): string[] {
  const again = (each: unknown): string[] => textsOf(each as Node, scopes, depth + 1)
  if (depth > 12) return [VALUE]
  switch (node.type) {
    case 'Literal':
      return [String(node['value'])]
    case 'TemplateLiteral': {
      const quasis = (node['quasis'] as Node[]).map((each) => (each['value'] as {cooked: string}).cooked)
      const values = (node['expressions'] as Node[]).map(again)
      return quasis.slice(1).reduce<string[]>((texts, quasi, i) => joined(joined(texts, values[i]!), [quasi]), [quasis[0]!])
    }
    case 'BinaryExpression':
      return node['operator'] === '+' ? joined(again(node['left']), again(node['right'])) : [VALUE]
    case 'ConditionalExpression':
      return unique([...again(node['consequent']), ...again(node['alternate'])])
    case 'LogicalExpression':
      return unique([...again(node['left']), ...again(node['right'])])
    case 'ObjectExpression':
      return (node['properties'] as Node[]).filter((each) => /^(message|error)$/.test(String((each['key'] as Node | undefined)?.['name'])))
        .flatMap((each) => again(each['value']))
    case 'Identifier': {
      const name = node['name'] as string
      for (const scope of scopes) {
        if (isFunction(scope) && parameters(scope).includes(name)) return [VALUE]
        const found = declarations(scope).find((each) => (each['id'] as Node)['name'] === name)
        const init = found?.['init'] as Node | null | undefined
        if (init) return again(init)
      }
      return [VALUE]
    }
    default:
      return [VALUE]
  }
}

function joined(left: readonly string[], right: readonly string[]): string[] {
  return unique(left.flatMap((a) => right.map((b) => a + b))).slice(0, MOST)
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)]
}
