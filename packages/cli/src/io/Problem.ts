import { type ExitName, exitCodes } from "./exitCodes.ts"

/** One of several mistakes that a problem gathers. */
export interface Mistake {
  /** File and line, or the path into a JSON document. */
  readonly where: string
  readonly message: string
}

/** What a problem says: what happened, where, and what to do. */
export interface ProblemFacts {
  /** How the command ends. */
  readonly exit: ExitName
  /** A name for programs, such as `missing-column`; does not change between versions. */
  readonly code: string
  /** What happened, as a sentence without a full stop. */
  readonly title: string
  /** The file with its line and column, or the path into a JSON document. */
  readonly where?: string
  /** What to do about it. */
  readonly remedy: string
  readonly mistakes?: ReadonlyArray<Mistake>
}

/** A reason for which a command ends early, told to people and programs alike. */
export class Problem extends Error {
  override readonly name = "Problem"
  readonly facts: ProblemFacts

  constructor(facts: ProblemFacts) {
    super(facts.title)
    this.facts = facts
  }
}

/** Ends a command that has printed its result with an exit code other than 0. */
export class Ended extends Error {
  override readonly name = "Ended"
  readonly exit: ExitName

  constructor(exit: ExitName) {
    super(exitCodes[exit].meaning)
    this.exit = exit
  }
}

/** The command was cancelled by Ctrl-C. */
export const cancelled = (): Problem =>
  new Problem({ exit: "cancelled", code: "cancelled", title: "cancelled; nothing was written", remedy: "run it again" })

/** The problem as text for people: what, where, what to do. */
export const problemText = ({ title, where, remedy, mistakes = [] }: ProblemFacts): string =>
  [
    `laurel: ${title}`,
    ...mistakes.map((mistake) => `  ${mistake.where}: ${mistake.message}`),
    ...(where === undefined ? [] : [`  where: ${where}`]),
    `  what to do: ${remedy}`
  ].join("\n") + "\n"

/** The problem as one line of JSON for programs. */
export const problemJson = ({ exit, ...facts }: ProblemFacts): string =>
  `${JSON.stringify({ _v: 1, problem: { ...facts, exit: exitCodes[exit].code } })}\n`
