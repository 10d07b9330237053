import { errorsAreListed, portsHaveContracts } from "./rules/catalogues.ts"
import { cycles, folderCycles } from "./rules/cycles.ts"
import { docstrings } from "./rules/docstrings.ts"
import { edges } from "./rules/edges.ts"
import { invariantsAreListed } from "./rules/invariants.ts"
import { noMachinePaths, noSkippedTests, noTodo } from "./rules/leftovers.ts"
import { noBannedSuffixes, noDefaultExports, noVaguePaths } from "./rules/names.ts"
import { noConsole, noProcess, noRandomness, noWallClock } from "./rules/purity.ts"
import { stableEffect, thirdParties } from "./rules/thirdParties.ts"
import { noAny, noCasts, noSilencing } from "./rules/types.ts"
import type { Repository, Rule, Violation } from "./Source.ts"

/** The style guide: every rule by name. */
export const rules = {
  edges,
  thirdParties,
  stableEffect,
  cycles,
  folderCycles,
  noWallClock,
  noRandomness,
  noConsole,
  noProcess,
  noCasts,
  noAny,
  noSilencing,
  noDefaultExports,
  noVaguePaths,
  noBannedSuffixes,
  docstrings,
  errorsAreListed,
  portsHaveContracts,
  invariantsAreListed,
  noSkippedTests,
  noTodo,
  noMachinePaths
} as const satisfies Record<string, Rule>

/** What breaks the house style, in the order of files and lines. */
export const violationsOf = (repository: Repository): ReadonlyArray<Violation> =>
  Object.values(rules)
    .flatMap((rule) => rule(repository))
    .toSorted((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))

/** One line for people and for editors that link `path:line`. */
export const show = ({ path, line, wrong, remedy }: Violation): string => `${path}:${line}: ${wrong}; ${remedy}`
