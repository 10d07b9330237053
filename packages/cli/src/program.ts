import { Command } from "commander"
import { registerCheck } from "./commands/check.ts"
import { registerExplain } from "./commands/explain.ts"
import { registerRun } from "./commands/run.ts"
import { registerSimulate } from "./commands/simulate.ts"
import { registerVerify } from "./commands/verify.ts"
import { exitCodes } from "./io/exitCodes.ts"
import type { Io } from "./io/Io.ts"
import { version } from "./version.ts"

const shownInHelp = [
  "ok",
  "failure",
  "cancelled",
  "different",
  "partial",
  "usage",
  "badInput",
  "noInput",
  "noOutput"
] as const

const epilogue = (): string => `
Exit codes:
${shownInHelp.map((name) => `  ${`${exitCodes[name].code}`.padEnd(3)} ${exitCodes[name].meaning}`).join("\n")}

Examples:
  laurel check challenge.json
  laurel run challenge.json --activities steps.csv --map user=Id at=Day steps=TotalSteps --out result
  laurel verify result
  laurel explain result ada`

/**
 * The command line of Laurel.
 *
 * **Details**: it never ends the process: parsing throws, and `execute` turns what is thrown into an exit code. What a
 * command needs is loaded when it runs, so that help comes at once.
 */
export const makeProgram = (io: Io): Command => {
  const program = new Command("laurel")
    .description(
      "Runs challenges from files: scores, ranks, and prizes to the cent, each of them explained and verifiable."
    )
    .version(version(), "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .addHelpText("after", epilogue)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // Mistakes in the arguments are told by `execute`, in the same words and format as every other problem.
      outputError: () => undefined
    })
  registerRun(program, io)
  registerVerify(program, io)
  registerCheck(program, io)
  registerExplain(program, io)
  registerSimulate(program, io)
  return program
}
