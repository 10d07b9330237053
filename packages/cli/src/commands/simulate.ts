import type { Command } from "commander"
import type { Io } from "../io/Io.ts"

const examples = `
Ends with 0 when every promise was kept and with 1 when one was broken; then the smallest
counterexample is shown, with the line that repeats it.

Examples:
  laurel simulate challenge.json --runs 1000 --seed 42
  laurel simulate challenge.json --replay 42:3.0.4-7
  laurel simulate challenge.json --watch --participants 300 --speed 24`

/** Adds `laurel simulate`. */
export const registerSimulate = (program: Command, io: Io): void => {
  program
    .command("simulate")
    .summary("play a challenge with invented people, and check it")
    .description("play a challenge many times with invented people, mishaps and cheats, and check every promise")
    .argument("<definition>", "the challenge as JSON")
    .option("--runs <n>", "how many challenges to play", "1000")
    .option("--seed <n>", "where chance begins; the same seed gives the same report", "42")
    .option("--participants <n>", "how many people enter each challenge", "20")
    .option("--replay <run>", "play one run again, or the part of it that is named")
    .option("--watch", "play one run, and watch its board move")
    .option("--speed <hours>", "how many hours of the challenge pass in a second of watching (default: 12)")
    .option("--json", "print one JSON document, or what is watched as lines of JSON")
    .helpOption("-h, --help", "print this help")
    .addHelpText("after", examples)
    .action(async (definition: string, options: Readonly<Record<string, unknown>>) => {
      const { simulateCommand } = await import("./simulate/simulateCommand.ts")
      await simulateCommand(definition, options, io)
    })
}
