interface ExitCode {
  readonly code: number
  readonly meaning: string
}

/**
 * How a command can end. Part of the interface: a script may rely on these numbers.
 *
 * **Details**: 2 to 6 follow what people know from other tools; 64 to 73 are those of sysexits(3).
 */
export const exitCodes = {
  ok: { code: 0, meaning: "done" },
  failure: { code: 1, meaning: "simulate found a broken promise; from any other command a bug, please report it" },
  cancelled: { code: 2, meaning: "cancelled (Ctrl-C)" },
  different: { code: 3, meaning: "a plan is stale, or verify found a difference" },
  // Reserved for commands on a challenge that is kept, and so for others to act on; a run of files has neither.
  forbidden: { code: 4, meaning: "not allowed (reserved: no command ends with it yet)" },
  partial: { code: 5, meaning: "done, but some rows of the input could not be used" },
  conflict: { code: 6, meaning: "conflicts with what is there already (reserved: no command ends with it yet)" },
  usage: { code: 64, meaning: "wrong arguments, or the definition has mistakes" },
  badInput: { code: 65, meaning: "an input file cannot be used as a whole" },
  noInput: { code: 66, meaning: "an input file is not there or cannot be read" },
  oldNode: { code: 69, meaning: "this Node is too old" },
  noOutput: { code: 73, meaning: "the output cannot be written" }
} as const satisfies Record<string, ExitCode>

/** The name of a way to end. */
export type ExitName = keyof typeof exitCodes
