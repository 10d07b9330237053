import { CommanderError } from "commander"
import { exitCodes } from "./exitCodes.ts"
import type { Io } from "./Io.ts"
import { styleOf } from "./output/style.ts"
import { Ended, Problem, type ProblemFacts, problemJson, problemText } from "./Problem.ts"
import { makeProgram } from "./program.ts"

/** Runs the command line and gives the exit code; whatever goes wrong has been told on standard error. */
export const execute = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const wantsJson = args.includes("--json")
  const tell = (facts: ProblemFacts): number => {
    if (wantsJson) io.stderr.write(problemJson(facts))
    else io.stderr.write(problemText(facts).replace("laurel:", styleOf(io, io.isTTY.err).red("laurel:")))
    return exitCodes[facts.exit].code
  }
  try {
    await makeProgram(io).parseAsync(args, { from: "user" })
    return exitCodes.ok.code
  } catch (error) {
    if (error instanceof Ended) return exitCodes[error.exit].code
    if (error instanceof Problem) return tell(error.facts)
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok.code : tell(usage(error))
    if (io.env.LAUREL_DEBUG === "1") io.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return tell(bug(error))
  }
}

const usage = (error: CommanderError): ProblemFacts => ({
  exit: "usage",
  code: error.code === "commander.help" ? "no-command" : error.code.replace("commander.", ""),
  title: error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " "),
  remedy: "see laurel --help, or the help of the command: laurel run --help"
})

const bug = (error: unknown): ProblemFacts => ({
  exit: "failure",
  code: "bug",
  title: `something went wrong inside Laurel: ${error instanceof Error ? error.message : String(error)}`,
  remedy: "please report it, with the command and its input if you can; LAUREL_DEBUG=1 shows where it happened"
})
