import { once } from "./once.ts"
import type { Source } from "./Source.ts"

/** One mention of another module: `import`, `export ... from`, or `import(...)`. */
export interface Import {
  readonly specifier: string
  readonly offset: number
  readonly length: number
  /** The text between the keyword and `from`; empty for side effects and dynamic imports. */
  readonly clause: string
  readonly isExport: boolean
}

const names = /(?:(?!\b(?:import|export|const|class|function|interface|enum)\b)[\w$*{}\s,])*?/.source
const statement = new RegExp(`^[ \\t]*(import|export)\\b(?!\\s*\\()(${names})(\\bfrom\\s*)?(["'])`, "gm")
const dynamic = /(?<![.\w$])import\s*\(\s*["']/g

const stringAt = (text: string, quote: number): string => {
  const end = text.indexOf(text.charAt(quote), quote + 1)
  return text.slice(quote + 1, end < 0 ? text.length : end)
}

const mention = ({ text }: Source, match: RegExpExecArray, clause: string, isExport: boolean): Import => ({
  specifier: stringAt(text, match.index + match[0].length - 1),
  offset: match.index,
  length: match[0].length,
  clause,
  isExport
})

/** Every module the source mentions: statements first, then dynamic imports. */
export const importsOf = once(
  (source: Source): ReadonlyArray<Import> => [
    ...[...source.code.matchAll(statement)]
      .filter(([, keyword, , from]) => keyword === "import" || from !== undefined)
      .map((match) => mention(source, match, (match[2] ?? "").trim(), match[1] === "export")),
    ...[...source.code.matchAll(dynamic)].map((match) => mention(source, match, "", false))
  ]
)

/** The names a clause takes from its module, by their name over there: `{ a, type b as c }` gives a and b. */
export const namesTaken = (clause: string): ReadonlyArray<string> =>
  (clause.match(/\{([^}]*)\}/)?.[1] ?? "")
    .split(",")
    .map((name) =>
      name
        .trim()
        .replace(/^type\s+/, "")
        .replace(/\s+as\s+.*$/s, "")
    )
    .filter((name) => name !== "")
