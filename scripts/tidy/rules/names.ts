import { exportsOf } from "../exports.ts"
import { forbid, places, type Rule, violationAt } from "../Source.ts"

const vague = /(^|\/)(utils?|helpers?|common|misc)(\.[^/]*)?(\/|$)/i
const bannedSuffix = /(Manager|Helper|Service|Util|Utils|Data|Info)$/

/** A file is named after the thing or the verb in it. */
export const noVaguePaths: Rule = ({ sources }) =>
  sources
    .filter(({ path }) => vague.test(path))
    .map((source) =>
      violationAt(source, 0, "a file or folder named after nothing", "name it after the thing or the verb in it")
    )

/** Exported names are words of the glossary. */
export const noBannedSuffixes: Rule = ({ sources }) =>
  sources.flatMap((source) =>
    exportsOf(source)
      .filter(({ name }) => bannedSuffix.test(name))
      .map(({ name, offset }) =>
        violationAt(
          source,
          offset,
          `the exported name ${name} has a banned suffix`,
          "use the plain noun of the glossary"
        )
      )
  )

const defaultExports: Rule = forbid(
  places.anywhere,
  /\bexport\s+default\b|\bas\s+default\b/g,
  () => "a default export",
  "export it by name"
)

/** Exports have names; files that a tool loads by their default export are the exception. */
export const noDefaultExports: Rule = (repository) =>
  defaultExports({
    ...repository,
    sources: repository.sources.filter(({ path }) => !places.configuration.test(path))
  })
