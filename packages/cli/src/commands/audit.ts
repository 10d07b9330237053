import type { Command } from "commander"
import type { House } from "../session/openSession.ts"
import { noun, withExamples } from "./noun.ts"
import { looking } from "./storeOptions.ts"

type Given = Readonly<Record<string, unknown>>

/** Adds `laurel audit`. */
export const registerAudit = (program: Command, house: House): void => {
  const audit = noun(
    program,
    "audit",
    "see who changed what, and that nobody changed that record",
    "  laurel audit list steps\n  laurel audit verify --out heads.json\n  laurel audit verify --known heads.json"
  )
  looking(
    withExamples(
      audit
        .command("list")
        .description("list what was done to a challenge, by whom, from where, and when")
        .argument("<challenge>", "the id of the challenge; laurel for what belongs to none")
        .option("--after <seq>", "only what came after this number", "0")
        .option("--limit <n>", "at most this many", "50")
        .option("--changes", "show what was before and after, too"),
      "  laurel audit list steps --changes"
    )
  ).action(async (id: string, given: Given) => {
    const { listCommand } = await import("./audit/listCommand.ts")
    await listCommand(id, given, house)
  })
  looking(
    withExamples(
      audit
        .command("verify")
        .description(
          "recompute every hash of the record; ends with 3 where an entry was altered, is missing or was put in"
        )
        .argument("[challenge]", "the id of a challenge (default: everything)")
        .option("-o, --out <file>", "keep where each chain ends in this new file, and the file elsewhere")
        .option("--known <file>", "such a file of earlier: finds a chain that was cut short or written anew"),
      "  laurel audit verify steps\n  laurel audit verify --known heads.json"
    )
  ).action(async (id: string | undefined, given: Given) => {
    const { verifyCommand } = await import("./audit/verifyCommand.ts")
    await verifyCommand(id, given, house)
  })
}
