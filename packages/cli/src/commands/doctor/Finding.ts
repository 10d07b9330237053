import type { ExitName } from "../../io/exitCodes.ts"

/** What was examined, and how it is. */
export interface Finding {
  readonly check: string
  readonly verdict: "ok" | "warning" | "wrong"
  readonly text: string
  /** How the command ends where it is wrong. */
  readonly exit?: ExitName
}

/** It is as it should be. */
export const ok = (check: string, text: string): Finding => ({ check, verdict: "ok", text })

/** Somebody should know of it. */
export const warning = (check: string, text: string): Finding => ({ check, verdict: "warning", text })

/** It has to be mended. */
export const wrong = (check: string, text: string, exit: ExitName): Finding => ({ check, verdict: "wrong", text, exit })
