import { Problem } from "../io/Problem.ts"
import type { Session } from "./Session.ts"

/** What was given to confirm an act. */
export interface Confirmation {
  readonly yes?: boolean
  readonly confirm?: string
}

const needed = (what: string, flag: string): Problem =>
  new Problem({
    exit: "usage",
    code: "confirmation-needed",
    title: `${what}: that has to be confirmed`,
    where: flag,
    remedy: `look at it with --dry-run, then say so with ${flag}`
  })

const declined = (): Problem =>
  new Problem({ exit: "cancelled", code: "declined", title: "not confirmed; nothing was done", remedy: "run it again" })

/** Makes sure that money is meant to move: by `--yes`, or by a person who types yes. A dry run needs no confirmation. */
export const confirmMoney = async ({ dryRun, ask }: Session, { yes }: Confirmation, what: string): Promise<void> => {
  if (dryRun || yes === true) return
  if (ask === undefined) throw needed(what, "--yes")
  const answer = await ask(`${what}. Type yes to go on`)
  if (answer?.trim().toLowerCase() !== "yes") throw declined()
}

/** Makes sure that what cannot be taken back is meant: the name of what it is about has to be given, or typed. */
export const confirmSevere = async (
  { dryRun, ask }: Pick<Session, "dryRun" | "ask">,
  { confirm }: Confirmation,
  name: string,
  what: string,
  called = "the id of the challenge"
): Promise<void> => {
  if (dryRun || confirm === name) return
  const flag = `--confirm ${name}`
  if (confirm !== undefined || ask === undefined) throw needed(what, flag)
  const answer = await ask(`${what}. Type ${called} to go on`)
  if (answer?.trim() !== name) throw declined()
}
