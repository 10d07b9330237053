interface ExitCode {
  readonly code: number
  readonly meaning: string
}

/**
 * How a command can end. Part of the interface: a script may rely on these numbers.
 *
 * **Details**: 2 to 6 follow what people know from other tools; 64 to 78 are those of sysexits(3).
 */
export const exitCodes = {
  ok: { code: 0, meaning: "done" },
  failure: { code: 1, meaning: "simulate found a broken promise; from any other command a bug, please report it" },
  cancelled: { code: 2, meaning: "cancelled (Ctrl-C)" },
  different: {
    code: 3,
    meaning:
      "a plan is stale or was altered, verify or board diff found a difference, or db explain a look-up that reads all activities"
  },
  forbidden: { code: 4, meaning: "not allowed to whoever asks" },
  partial: { code: 5, meaning: "done in part: some rows could not be used, or some payments have no answer yet" },
  conflict: { code: 6, meaning: "conflicts with what is there already, or somebody else holds it" },
  usage: { code: 64, meaning: "wrong arguments, or the definition has mistakes" },
  badInput: { code: 65, meaning: "an input file cannot be used as a whole" },
  noInput: { code: 66, meaning: "an input file is not there or cannot be read" },
  oldNode: { code: 69, meaning: "this Node is too old" },
  noOutput: { code: 73, meaning: "the output cannot be written" },
  unavailable: { code: 75, meaning: "the store or the payment provider cannot be reached; try again" },
  config: { code: 78, meaning: "the configuration cannot be used, or the database is not one for this version" }
} as const satisfies Record<string, ExitCode>

/** The name of a way to end. */
export type ExitName = keyof typeof exitCodes
