import { posix } from "node:path"
import { lineAt, type Rule, type Source, type Violation, violationAt } from "../Source.ts"

const page = "docs/reference/invariants.md"
const row = /^\| ([IA]\d{1,2}) \|.*$/gm
const target = /\]\(([^)#\s]+)\)/g
const numbers = /\b([IA])(\d{1,2})(?: to \1(\d{1,2}))?\b/g
/** A text, such as the name of a test, that begins with the number of an invariant or has one in brackets. */
const citing = /^["'][IA]\d{1,2}(?=[ :,"'])|\([IA]\d{1,2}[,)]/

/** The numbers cited in a text: `I1`, and each of `I1 to I8`. */
const cited = (text: string): ReadonlyArray<string> =>
  [...text.matchAll(numbers)].flatMap(({ 1: kind = "", 2: first = "", 3: last = first }) =>
    Array.from({ length: Math.max(0, Number(last) - Number(first)) + 1 }, (_, at) => `${kind}${Number(first) + at}`)
  )

/** Comments, and texts that cite a number: not every `A4` is an invariant. */
const citations = ({ text, comments, strings }: Source): ReadonlyArray<readonly [offset: number, cited: string]> =>
  [...comments, ...strings.filter(({ start, end }) => citing.test(text.slice(start, end)))].map(({ start, end }) => [
    start,
    text.slice(start, end)
  ])

const citesAll = (text: string | undefined, number: string): boolean =>
  text !== undefined && cited(text).includes(number)

/** Rows whose files do not cite them promise a test that is not there. */
const emptyRows = (texts: ReadonlyMap<string, string>): ReadonlyArray<Violation> => {
  const text = texts.get(page) ?? ""
  return [...text.matchAll(row)].flatMap(({ index, 0: line, 1: number = "" }) =>
    [...line.matchAll(target)]
      .map(([, path = ""]) => posix.normalize(posix.join(posix.dirname(page), path)))
      .filter((path) => !citesAll(texts.get(path), number))
      .map((path) => ({
        path: page,
        line: lineAt(text, index),
        wrong: `${path} does not cite ${number}`,
        remedy: "name the number where it is tested, or correct the row"
      }))
  )
}

/** Every invariant that is cited stands in the list of them, and what the list says of its tests is so. */
export const invariantsAreListed: Rule = ({ sources, texts }) => {
  const listed = new Set([...(texts.get(page) ?? "").matchAll(row)].map(([, number]) => number))
  const unknown = sources
    .filter(({ path }) => path.startsWith("packages/"))
    .flatMap((source) =>
      citations(source).flatMap(([offset, text]) =>
        cited(text)
          .filter((number) => !listed.has(number))
          .map((number) => violationAt(source, offset, `${number} is not in ${page}`, "add its row, or cite another"))
      )
    )
  return [...unknown, ...emptyRows(texts)]
}
