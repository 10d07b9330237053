import { styleText } from "node:util"
import type { Io } from "../io/Io.ts"

/** Emphasis for people; without colours every function gives its text back. */
export interface Style {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  /** For who moved up. */
  readonly green: (text: string) => string
  /** For errors, and for who moved down. */
  readonly red: (text: string) => string
}

/**
 * Whether colours are wanted on a stream: `FORCE_COLOR` decides, then `NO_COLOR`, then `TERM=dumb`, then whether the
 * stream is a terminal.
 */
export const wantsColour = ({ env }: Pick<Io, "env">, isTTY: boolean): boolean => {
  const forced = env.FORCE_COLOR
  if (forced !== undefined && forced !== "") return forced !== "0" && forced !== "false"
  if ((env.NO_COLOR ?? "") !== "" || env.TERM === "dumb") return false
  return isTTY
}

const apply = (format: "bold" | "dim" | "green" | "red") => (text: string) =>
  styleText(format, text, { validateStream: false })
const asIs = (text: string): string => text

/** The style of a stream. */
export const styleOf = (io: Pick<Io, "env">, isTTY: boolean): Style =>
  wantsColour(io, isTTY)
    ? { bold: apply("bold"), dim: apply("dim"), green: apply("green"), red: apply("red") }
    : { bold: asIs, dim: asIs, green: asIs, red: asIs }
