import { forbid, lineAt, places, type Rule, violationAt } from "../Source.ts"

/** A test that does not run proves nothing, and `.only` silences the others. */
export const noSkippedTests: Rule = forbid(
  places.anywhere,
  /\b(?:it|test|describe|suite|bench)(?:\.\w+)*\.(?:skip|only|todo)\b|(?<![.\w$])(?:xit|xdescribe|fit|fdescribe)\s*\(/g,
  (found) => `${found} keeps tests from running`,
  "run it, or delete it and say why in the commit"
)

/** Unfinished work is an issue, not a comment. */
export const noTodo: Rule = ({ sources }) =>
  sources.flatMap((source) =>
    source.comments
      .filter(({ start, end }) => /\b(TODO|FIXME)\b/.test(source.text.slice(start, end)))
      .map(({ start }) => violationAt(source, start, "a comment promises later work", "do it now, or open an issue"))
  )

const machinePath = /(?<=^|["'`\s(=])(?:\/(?:home|Users|root|work)\/|[A-Z]:\\(?!n))[\w.-]*/gm

/** Paths of one machine mean nothing on another. */
export const noMachinePaths: Rule = ({ texts }) =>
  [...texts].flatMap(([path, text]) =>
    [...text.matchAll(machinePath)].map((match) => ({
      path,
      line: lineAt(text, match.index),
      wrong: `${match[0]} is a path of one machine`,
      remedy: "make it relative to the repository, or take it as an argument"
    }))
  )
