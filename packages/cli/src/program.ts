import { Command, Option } from "commander"
import { registerActivity } from "./commands/activity.ts"
import { registerAudit } from "./commands/audit.ts"
import { registerBoard } from "./commands/board.ts"
import { registerChallenge } from "./commands/challenge.ts"
import { registerCheck } from "./commands/check.ts"
import { registerCircle } from "./commands/circle.ts"
import { registerCompletion } from "./commands/completion.ts"
import { registerConfig } from "./commands/config.ts"
import { registerDb } from "./commands/db.ts"
import { registerDoctor } from "./commands/doctor.ts"
import { registerEntry } from "./commands/entry.ts"
import { registerExplain } from "./commands/explain.ts"
import { registerExport } from "./commands/export.ts"
import { registerImport } from "./commands/import.ts"
import { registerInvite } from "./commands/invite.ts"
import { registerJobs } from "./commands/jobs.ts"
import { registerKeys } from "./commands/keys.ts"
import { registerReconcile } from "./commands/reconcile.ts"
import { registerRun } from "./commands/run.ts"
import { registerServe } from "./commands/serve.ts"
import { registerSettle } from "./commands/settle.ts"
import { registerSimulate } from "./commands/simulate.ts"
import { registerStats } from "./commands/stats.ts"
import { registerUser } from "./commands/user.ts"
import { registerVerify } from "./commands/verify.ts"
import { registerWebhooks } from "./commands/webhooks.ts"
import { registerWorker } from "./commands/worker.ts"
import { version } from "./io/version.ts"
import type { House } from "./session/openSession.ts"

const epilogue = `Exit codes: 0 done, 1 a bug, 2 cancelled, 3 a stale plan or a difference, 4 not allowed, 5 done in part,
  6 a conflict, 64 wrong arguments, 65 and 66 input, 73 output, 75 store unavailable, 78 configuration
Example: laurel run challenge.json --activities steps.csv --map user=Id at=Day steps=TotalSteps --out result`

/**
 * The command line of Laurel.
 *
 * **Details**: it never ends the process: parsing throws, and `execute` turns what is thrown into an exit code. What a
 * command needs is loaded when it runs, so that help comes at once.
 */
export const makeProgram = (house: House): Command => {
  const { io } = house
  const program = new Command("laurel")
    .description(
      "Challenges: scores, ranks and prizes to the cent, explained and verifiable. --version tells which Laurel this is."
    )
    .version(version(), "--version", "print the version")
    // Whoever reads it has found it: the line is another command's.
    .addHelpOption(new Option("-h, --help", "print this help").hideHelp())
    .helpCommand(false)
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .addHelpText("after", epilogue)
    // A verb's options are its own, also where the noun above it has one of the same name.
    .enablePositionalOptions()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.stdout.write(text),
      writeErr: (text) => void io.stderr.write(text),
      // Mistakes in the arguments are told by `execute`, in the same words and format as every other problem.
      outputError: () => undefined
    })
  // The screen is for commands: the line above names the one option that there is.
  for (const option of program.options) option.hideHelp()
  program.commandsGroup("From files, without a store:")
  registerRun(program, io)
  registerVerify(program, io)
  registerCheck(program, io)
  registerExplain(program, io)
  registerSimulate(program, io)
  program.commandsGroup("Challenges in a store:")
  registerChallenge(program, house)
  registerEntry(program, house)
  registerImport(program, house)
  registerActivity(program, house)
  registerBoard(program, house)
  registerCircle(program, house)
  registerInvite(program, house)
  registerUser(program, house)
  registerStats(program, house)
  registerSettle(program, house)
  registerReconcile(program, house)
  registerExport(program, house)
  program.commandsGroup("Running it:")
  registerServe(program, house)
  registerKeys(program, house)
  registerAudit(program, house)
  registerJobs(program, house)
  registerWebhooks(program, house)
  registerWorker(program, house)
  registerDb(program, house)
  registerDoctor(program, house)
  registerConfig(program, io)
  registerCompletion(program, io)
  return program
}
