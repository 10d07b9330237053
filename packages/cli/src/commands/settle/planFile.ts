import { planFromJson, planPieces, type SettlementPlan, toCanonical, verifyPlan } from "@laurel/core/settlement"
import { Result } from "effect"
import { readBytes, textOf } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import { type Mistake, Problem } from "../../io/Problem.ts"
import { writeOut } from "../../session/writeOut.ts"

/** The text of a plan in a file, in pieces. */
function* planText(plan: SettlementPlan): Generator<string> {
  yield* planPieces(plan)
  yield "\n"
}

/** Writes a plan into its file, in the place of an earlier one. */
export const writePlan = (io: Io, name: string, plan: SettlementPlan): Promise<void> =>
  writeOut(io, name, planText(plan), true)

/**
 * Reads a plan from its file. A file that is no plan is a problem (exit 65); so is one that is not, byte for byte, what
 * its hash stands for, or that contradicts itself (exit 3).
 */
export const readPlan = async (io: Io, name: string): Promise<SettlementPlan> => {
  const text = textOf(await readBytes(io, name), name)
  const read = planFromJson(text)
  if (Result.isFailure(read)) throw noPlan(name)
  const plan = read.success
  const findings = verifyPlan(plan).map(({ path, message }) => ({ where: path, message }))
  if (findings.length > 0) throw altered(name, findings)
  if (text.trimEnd() !== toCanonical(plan))
    throw altered(name, [{ where: "the text", message: "is not written as plans are" }])
  return plan
}

const noPlan = (name: string): Problem =>
  new Problem({
    exit: "badInput",
    code: "no-plan",
    title: `${name} is no plan of a settlement`,
    where: name,
    remedy: "give the file that laurel settle plan --out wrote"
  })

const altered = (name: string, mistakes: ReadonlyArray<Mistake>): Problem =>
  new Problem({
    exit: "different",
    code: "plan-altered",
    title: `${name} is not what was planned: it was changed after it was written`,
    where: name,
    mistakes,
    remedy: "do not approve or apply it; write it anew with laurel settle plan"
  })
