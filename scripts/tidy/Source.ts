import { type Scanned, scan } from "./scan.ts"

/** One file as the rules see it. */
export interface Source extends Scanned {
  /** Relative to the root of the repository, with forward slashes. */
  readonly path: string
  readonly text: string
}

/** What the rules look at: scanned code, and the raw text of everything else that a rule needs. */
export interface Repository {
  readonly sources: ReadonlyArray<Source>
  readonly texts: ReadonlyMap<string, string>
}

/** One breach of the house style: where, what is wrong, what to do. */
export interface Violation {
  readonly path: string
  readonly line: number
  readonly wrong: string
  readonly remedy: string
}

/** A rule reads the repository and reports what breaks it. */
export type Rule = (repository: Repository) => ReadonlyArray<Violation>

const isCode = (path: string): boolean => /\.[cm]?[jt]s$/.test(path)

/** Builds a repository from texts by path; code is scanned once for all rules. */
export const repositoryOf = (texts: ReadonlyMap<string, string>): Repository => ({
  texts,
  sources: [...texts].filter(([path]) => isCode(path)).map(([path, text]) => ({ path, text, ...scan(text) }))
})

/** The 1-based line of an offset. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length

/** A violation at an offset of a source. */
export const violationAt = (source: Source, offset: number, wrong: string, remedy: string): Violation => ({
  path: source.path,
  line: lineAt(source.text, offset),
  wrong,
  remedy
})

/** Reports each match of a pattern in the code (not in comments or strings) of the files under the given prefixes. */
export const forbid =
  (under: RegExp, pattern: RegExp, wrong: (found: string) => string, remedy: string): Rule =>
  ({ sources }) =>
    sources
      .filter((source) => under.test(source.path))
      .flatMap((source) =>
        [...source.code.matchAll(pattern)].map((match) =>
          violationAt(source, match.index, wrong(match[0].trim()), remedy)
        )
      )

/** The longer prefixes that several rules share. */
export const places = {
  anywhere: /./,
  published: /^packages\/[^/]+\/(src|contracts|simulation)\//,
  inner: /^packages\/(core\/(src|contracts|simulation)|adapters\/src)\//,
  core: /^packages\/core\/(src|contracts|simulation)\//,
  configuration: /(^|\/)(vitest\.workspace|[^/]+\.config)\.[cm]?[jt]s$/
} as const
