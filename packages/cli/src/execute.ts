import { type Command, CommanderError } from "commander"
import { exitCodes } from "./io/exitCodes.ts"
import { Ended, Problem, type ProblemFacts, problemJson, problemText } from "./io/Problem.ts"
import { styleOf } from "./output/style.ts"
import { makeProgram } from "./program.ts"
import type { House } from "./session/openSession.ts"

/** Runs the command line and gives the exit code; whatever goes wrong has been told on standard error. */
export const execute = async (args: ReadonlyArray<string>, house: House): Promise<number> => {
  const { io } = house
  const wantsJson = args.includes("--json")
  const tell = (facts: ProblemFacts): number => {
    if (wantsJson) io.stderr.write(problemJson(facts))
    else io.stderr.write(problemText(facts).replace("laurel:", styleOf(io, io.isTTY.err).red("laurel:")))
    return exitCodes[facts.exit].code
  }
  const program = makeProgram(house)
  try {
    await program.parseAsync(args, { from: "user" })
    return exitCodes.ok.code
  } catch (error) {
    if (error instanceof Ended) return exitCodes[error.exit].code
    if (error instanceof Problem) return tell(error.facts)
    if (error instanceof CommanderError)
      return error.exitCode === 0 ? exitCodes.ok.code : tell(usage(error, helpFor(program, args)))
    if (io.env.LAUREL_DEBUG === "1") io.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return tell(bug(error))
  }
}

/** The help of the command at hand, or that of all commands where none is named. */
const helpFor = (program: Command, args: ReadonlyArray<string>): string => {
  const named: Array<string> = []
  let command: Command | undefined = program
  for (const word of args) {
    command = command.commands.find((one) => one.name() === word)
    if (command === undefined) break
    named.push(word)
  }
  return ["laurel", ...named, "--help"].join(" ")
}

const usage = (error: CommanderError, help: string): ProblemFacts => ({
  exit: "usage",
  code: error.code === "commander.help" ? "no-command" : error.code.replace("commander.", ""),
  title:
    error.code === "commander.help"
      ? "a command is missing"
      : error.message.replace(/^error: /, "").replace(/\s*\n\s*/g, " "),
  remedy: `see ${help}`
})

const bug = (error: unknown): ProblemFacts => ({
  exit: "failure",
  code: "bug",
  title: `something went wrong inside Laurel: ${error instanceof Error ? error.message : String(error)}`,
  remedy: "please report it, with the command and its input if you can; LAUREL_DEBUG=1 shows where it happened"
})
