import { appendFileSync } from "node:fs"
import { Ajv2020 } from "ajv/dist/2020.js"
import { document } from "../src/api/document.ts"
import { operations } from "../src/api/operations.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import { unwatched, type Watch } from "../src/operation/Watch.ts"

const all: ReadonlyArray<AnyOperation> = Object.values(operations)

interface Described {
  readonly responses: Readonly<Record<string, DescribedResponse | undefined>>
}

interface DescribedResponse {
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content?: Readonly<Record<string, { readonly schema: unknown }>>
}

/** The document as clients read it. */
const read: ReturnType<typeof JSON.parse> = JSON.parse(JSON.stringify(document("0.1.0")))
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true })
ajv.addSchema({ $id: "laurel", components: read.components })

/** Schemas name each other within the document, which is a schema of its own here. */
const placed = (schema: unknown): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"laurel#/components/'))

const describedOf = ({ method, path }: AnyOperation): Described => read.paths[path][method.toLowerCase()]

const patternOf = ({ path }: AnyOperation): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{\w+\}/g, "[^/]+")}$`)
const patterns = new Map(all.map((operation) => [operation, patternOf(operation)]))

/** The operation that a request is of. */
export const operationOf = (method: string, path: string): AnyOperation | undefined =>
  all.find((operation) => operation.method === method && patterns.get(operation)?.test(path.split("?")[0] ?? ""))

/** Every operation with every status that the document says it may be answered with. */
export const documented: ReadonlyArray<string> = all.flatMap((operation) =>
  Object.keys(describedOf(operation).responses).map((status) => `${operation.id} ${status}`)
)

const exercised = new Set<string>()

/** Notes what was answered, in the file that `LAUREL_EXERCISED` names: the tests of several processes together are looked at afterwards. */
const note = ({ id }: AnyOperation, status: number): void => {
  const pair = `${id} ${status}`
  if (exercised.has(pair)) return
  exercised.add(pair)
  const file = process.env.LAUREL_EXERCISED
  if (file !== undefined) appendFileSync(file, `${pair}\n`)
}

type Check = (value: unknown) => string | undefined
const checks = new Map<unknown, Check>()

/** What is wrong with a value by a schema of the document. */
const checkOf = (schema: unknown): Check => {
  const known = checks.get(schema)
  if (known !== undefined) return known
  const isValid = ajv.compile(placed(schema))
  const check: Check = (value) => (isValid(value) ? undefined : ajv.errorsText(isValid.errors))
  checks.set(schema, check)
  return check
}

/** An answer as it came. */
export interface Came {
  readonly status: number
  readonly type: string
  readonly json: unknown
  readonly headers: Headers
}

/** What is wrong with an answer, by what the document says; nothing where it is as it says. */
export const wrongWith = (method: string, path: string, came: Came): string | undefined => {
  const operation = operationOf(method, path)
  return operation === undefined ? undefined : wrongFor(operation, came)
}

const wrongFor = (operation: AnyOperation, came: Came): string | undefined => {
  note(operation, came.status)
  const wrong = wrongBy(describedOf(operation).responses[came.status], came)
  return wrong === undefined ? undefined : `${operation.id} answers ${came.status} ${wrong}`
}

const wrongBy = (said: DescribedResponse | undefined, { status, type, json, headers }: Came): string | undefined => {
  if (said === undefined) return "which the document does not say"
  if (headers.has("etag") && said.headers?.ETag === undefined) return "with an ETag that the document does not say"
  const [contentType, content] = Object.entries(said.content ?? {})[0] ?? []
  if (content === undefined) return undefined
  if (!type.startsWith(contentType ?? "")) return `as ${type}`
  if (status < 400 && contentType !== "application/json") return undefined
  const wrong = checkOf(content.schema)(json)
  return wrong === undefined ? undefined : `with what the document does not say: ${wrong}`
}

/** Sees every answer of a server, and gathers what is wrong with them. */
export const watchAnswers = (watch: Watch = unwatched) => {
  const wrong: Array<string> = []
  const looks: Array<Promise<void>> = []
  const look = async (operation: AnyOperation, response: Response): Promise<void> => {
    const { headers } = response
    const type = headers.get("content-type") ?? ""
    // Whoever makes a socket of a request answers it itself.
    const status = operation.status === 101 && response.ok ? 101 : response.status
    const isRead = /json/.test(type) && response.body !== null
    const json = isRead ? JSON.parse(await response.clone().text()) : undefined
    // Who asks for the head of an answer is sent no more.
    if (response.body === null && operation.status !== status && status !== 304) return
    const found = wrongFor(operation, { status, type, json, headers })
    if (found !== undefined) wrong.push(found)
  }
  const watching: Watch = (name, asking) => {
    const seen = watch(name, asking)
    const operation = all.find(({ id }) => id === name)
    if (operation === undefined) return seen
    return {
      ...seen,
      ended: (response) => {
        const sent = seen.ended(response)
        looks.push(look(operation, sent))
        return sent
      }
    }
  }
  /** What was wrong with all that was answered so far. */
  const found = async (): Promise<ReadonlyArray<string>> => {
    await Promise.all(looks)
    return wrong
  }
  return { watch: watching, found }
}
