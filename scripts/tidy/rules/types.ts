import { importsOf } from "../imports.ts"
import { forbid, lineAt, places, type Rule, type Source, violationAt } from "../Source.ts"

const cast = /(?<![.\w$])as\b(?!\s*(?:const\b|[:(,}?=]))(?=\s)/g
const clause = /\b(?:import|export)\s+(?:type\s+)?(?:\{[^}]*\}|\*\s+as\s+[\w$]+)/g

/** The code with import and export clauses blanked, since `a as b` there is a name and not a cast. */
const withoutClauses = (source: Source): string => {
  const blank = (text: string): string => text.replace(/[^\n]/g, " ")
  return importsOf(source)
    .reduce(
      (code, { offset, length }) =>
        code.slice(0, offset) + blank(code.slice(offset, offset + length)) + code.slice(offset + length),
      source.code
    )
    .replace(clause, blank)
}

/** `[Key in Keys as Name]` names the key of a mapped type; nothing is believed there. */
const isKeyOfMappedType = (code: string, offset: number): boolean =>
  /\[\s*[\w$]+\s+in\b[^\]\n]*$/.test(code.slice(Math.max(0, offset - 200), offset))

/** Data is decoded, never believed: no `as` but `as const`. */
export const noCasts: Rule = ({ sources }) =>
  sources
    .filter(({ path }) => places.published.test(path))
    .flatMap((source) =>
      [...withoutClauses(source).matchAll(cast)]
        .filter(({ index }) => !isKeyOfMappedType(source.code, index))
        .map((match) =>
          violationAt(
            source,
            match.index,
            "a cast with `as`",
            "decode with a Schema, narrow, or let the type be inferred"
          )
        )
    )

/** `any` switches the compiler off. */
export const noAny: Rule = forbid(
  places.anywhere,
  /(?<![.\w$"'-])any\b(?!\s*[(:=.\w])/g,
  () => "`any` as a type",
  "write the type, or `unknown` and decode it"
)

/** The compiler is not to be silenced. */
export const noSilencing: Rule = ({ sources }) =>
  sources.flatMap((source) =>
    source.comments
      .filter(({ start, end }) => /@ts-(ignore|expect-error|nocheck)/.test(source.text.slice(start, end)))
      .map(({ start }) => ({
        path: source.path,
        line: lineAt(source.text, start),
        wrong: "a comment silences the compiler",
        remedy: "repair the type"
      }))
  )
