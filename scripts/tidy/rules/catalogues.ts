import { places, type Rule, type Source, violationAt } from "../Source.ts"

const errorsPage = "docs/reference/errors.md"
const taggedError = /\bSchema\.TaggedError(?:Class)?\b[^(]*\(\s*\)\s*\(\s*"/g
const taggedClass = /\bSchema\.TaggedClass\b[^(]*\(\s*\)\s*\(\s*"/g
const port = /\bclass\s+([\w$]+)\s+extends\s+Context\.Service\b/g

/** Tags of error classes; a plain tagged class counts as an error only in a file of errors. */
const errorTags = (source: Source): ReadonlyArray<readonly [tag: string, offset: number]> =>
  [
    ...source.code.matchAll(taggedError),
    ...(source.path.endsWith("/errors.ts") ? source.code.matchAll(taggedClass) : [])
  ].map((match) => {
    const start = match.index + match[0].length
    return [source.text.slice(start, source.text.indexOf('"', start)), match.index]
  })

/** Every error the core can give is explained to its users. */
export const errorsAreListed: Rule = ({ sources, texts }) => {
  const page = texts.get(errorsPage) ?? ""
  return sources
    .filter(({ path }) => places.core.test(path))
    .flatMap((source) =>
      errorTags(source)
        .filter(([tag]) => !new RegExp(`(?<![\\w$])${tag}(?![\\w$])`).test(page))
        .map(([tag, offset]) =>
          violationAt(
            source,
            offset,
            `the error ${tag} is missing from ${errorsPage}`,
            "add its row: when it happens, and what to do"
          )
        )
    )
}

const contractOf = (name: string): string =>
  `packages/core/contracts/${name.charAt(0).toLowerCase()}${name.slice(1)}.contract.ts`

/** A port without a contract is a promise nobody checks. */
export const portsHaveContracts: Rule = ({ sources, texts }) =>
  sources
    .filter(({ path }) => path.startsWith("packages/core/src/"))
    .flatMap((source) =>
      [...source.code.matchAll(port)]
        .filter(({ 1: name = "" }) => !texts.has(contractOf(name)))
        .map(({ index, 1: name = "" }) =>
          violationAt(source, index, `the port ${name} has no contract`, `write ${contractOf(name)}`)
        )
    )
