import { publicExports } from "../exports.ts"
import { isDoor } from "../resolve.ts"
import { type Rule, type Source, violationAt } from "../Source.ts"

/** Every place in the file that declares the name: `const` and `type` may share one. */
const declarationsOf = ({ code }: Source, name: string): ReadonlyArray<number> => {
  const keyword = "(?:const|let|var|function\\s*\\*?|class|interface|type|enum)"
  const pattern = `^(?:export\\s+)?(?:declare\\s+)?(?:abstract\\s+)?(?:async\\s+)?${keyword}\\s+${name.replaceAll("$", "\\$")}(?![\\w$])`
  return [...code.matchAll(new RegExp(pattern, "gm"))].map(({ index }) => index)
}

const hasDocstring = ({ comments, text }: Source, offset: number): boolean =>
  comments.some(
    ({ start, end }) =>
      end <= offset && text.startsWith("/**", start) && /^[ \t]*\n?[ \t]*$/.test(text.slice(end, offset))
  )

/** What can be reached through a door says what it promises, directly above its declaration. */
export const docstrings: Rule = (repository) => {
  const reached = new Map(
    repository.sources
      .filter(({ path }) => isDoor(path))
      .flatMap((door) => publicExports(repository, door))
      .map((one) => [`${one.source.path}#${one.localName}`, one])
  )
  return [...reached.values()]
    .filter(({ source, localName }) => !declarationsOf(source, localName).some((at) => hasDocstring(source, at)))
    .map(({ source, localName, offset }) =>
      violationAt(
        source,
        declarationsOf(source, localName)[0] ?? offset,
        `${localName} is exported through a door without a docstring`,
        "say in one sentence what it promises, directly above it"
      )
    )
}
